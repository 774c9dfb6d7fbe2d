/**
 * The rules that a compiler does not know, and the plan of modules and packages, both read from the compiled classes: for
 * the tests of the other modules, never for what they ship.
 *
 * <p>{@link dev.unroll.house.HouseRules} are ArchUnit's, one method a rule; each module's {@code ArchitectureTest} says
 * which hold there and in which order its packages stand. {@link dev.unroll.house.PackageGraph} is what there is and what
 * uses what; {@link dev.unroll.house.PackageDiagram} and {@link dev.unroll.house.PackageTable} show it.
 */
@org.jspecify.annotations.NullMarked
package dev.unroll.house;
