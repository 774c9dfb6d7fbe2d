package dev.unroll.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.conditions.ArchConditions.haveRawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The rules of the house that a compiler does not know. */
final class ArchitectureTest {

    /** Each package may use only those before it. */
    private static final List<String> ORDER = List.of(
            "form",
            "tensorfile",
            "kernel",
            "cell",
            "engine",
            "loss",
            "network",
            "pass",
            "trace",
            "score",
            "optimizer",
            "schedule",
            "checkpoint",
            "input",
            "task",
            "train",
            "model");

    /** Their last bits differ between machines and compilers: StrictMath or our own polynomials instead. */
    private static final Set<String> INEXACT_MATH = Set.of(
            "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp", "expm1", "log",
            "log10", "log1p", "pow", "cbrt", "hypot", "random");

    /** Lane operations with the same weakness. */
    private static final Set<String> INEXACT_LANES = Set.of(
            "SIN", "COS", "TAN", "ASIN", "ACOS", "ATAN", "ATAN2", "SINH", "COSH", "TANH", "EXP", "EXPM1", "LOG",
            "LOG10", "LOG1P", "POW", "CBRT", "HYPOT");

    private static final ArchRule NO_INEXACT_MATH = noClasses()
            .should()
            .accessTargetWhere(access(
                    "an inexact method of Math",
                    target -> target.getTargetOwner().getName().equals("java.lang.Math")
                            && INEXACT_MATH.contains(target.getName())));

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.unroll.core");

    private static DescribedPredicate<JavaAccess<?>> access(String description, Predicate<JavaAccess<?>> predicate) {
        return describe(description, predicate);
    }

    @Test
    void onlyVectorClassesOfTheKernelsUseTheVectorApi() {
        noClasses()
                .that(DescribedPredicate.not(
                        resideInAPackage("dev.unroll.core.kernel").and(simpleNameStartingWith("Vector"))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator..")
                .check(CORE);
    }

    @Test
    void vectorClassesAreSeen() {
        assertTrue(CORE.contain("dev.unroll.core.kernel.VectorKernels"));
    }

    @Test
    void noMethodTakesASpecies() {
        noMethods()
                .should(haveRawParameterTypes(describe("a species among them", types -> types.stream()
                        .anyMatch(type -> type.getName().equals("jdk.incubator.vector.VectorSpecies")))))
                .check(CORE);
    }

    @Test
    void speciesAreConstants() {
        fields().that()
                .haveRawType("jdk.incubator.vector.VectorSpecies")
                .should()
                .beStatic()
                .andShould()
                .beFinal()
                .check(CORE);
    }

    @Test
    void mathIsExact() {
        NO_INEXACT_MATH.check(CORE);
    }

    @Test
    void inexactMathIsFoundInCallsAndInReferences() {
        for (Class<?> planted : List.of(Call.class, Reference.class)) {
            JavaClasses classes = new ClassFileImporter().importClasses(planted);
            assertThrows(AssertionError.class, () -> NO_INEXACT_MATH.check(classes));
        }
    }

    /** A violation, to see that the rule finds it. */
    private static final class Call implements DoubleUnaryOperator {
        @Override
        public double applyAsDouble(double x) {
            return Math.exp(x);
        }
    }

    /** A violation, to see that the rule finds it. */
    private static final class Reference implements Supplier<DoubleUnaryOperator> {
        @Override
        public DoubleUnaryOperator get() {
            return Math::tanh;
        }
    }

    @Test
    void lanesAreExactAndReductionsHaveAnOrder() {
        noClasses()
                .should()
                .accessTargetWhere(access(
                        "FloatVector.reduceLanes",
                        target -> target.getName().startsWith("reduceLanes")
                                && target.getTargetOwner().getName().equals("jdk.incubator.vector.FloatVector")))
                .check(CORE);
        noClasses()
                .should()
                .accessTargetWhere(access(
                        "an inexact lane operation",
                        target -> target.getTargetOwner().getName().equals("jdk.incubator.vector.VectorOperators")
                                && INEXACT_LANES.contains(target.getName())))
                .check(CORE);
    }

    @Test
    void allRandomnessIsTheCounterHash() {
        noClasses()
                .should(dependOnClassesThat(describe(
                        "generate random numbers",
                        type -> List.of(
                                                "java.util.Random",
                                                "java.util.SplittableRandom",
                                                "java.util.concurrent.ThreadLocalRandom",
                                                "java.security.SecureRandom")
                                        .contains(type.getName())
                                || type.getPackageName().equals("java.util.random"))))
                .check(CORE);
    }

    @Test
    void packagesUseOnlyThoseBeforeThem() {
        for (int i = 0; i < ORDER.size() - 1; i++) {
            String[] later = ORDER.subList(i + 1, ORDER.size()).stream()
                    .map(name -> "dev.unroll.core." + name + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dev.unroll.core." + ORDER.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later)
                    .allowEmptyShould(true)
                    .check(CORE);
        }
    }

    @Test
    void everyPackageHasItsPlaceInTheOrder() {
        String[] known =
                ORDER.stream().map(name -> "dev.unroll.core." + name + "..").toArray(String[]::new);
        classes().should().resideInAnyPackage(known).check(CORE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.unroll.core.(*)..").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void nothingLogsPrintsOrTalksToTheNet() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "java.net..", "org.slf4j..")
                .check(CORE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.(System\\$Logger.*|ThreadLocal)")
                .check(CORE);
        noClasses()
                .should()
                .accessTargetWhere(access(
                        "System.out or System.err",
                        target -> target.getTargetOwner().getName().equals("java.lang.System")
                                && Set.of("out", "err").contains(target.getName())))
                .check(CORE);
    }

    @Test
    void onlyModelFilesAndCheckpointsTouchTheDisk() {
        DescribedPredicate<JavaClass> mayTouch = resideInAPackage("dev.unroll.core.tensorfile..")
                .or(resideInAPackage("dev.unroll.core.model.."))
                .or(resideInAPackage("dev.unroll.core.checkpoint.."));
        noClasses()
                .that(DescribedPredicate.not(mayTouch))
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.nio\\.(file|channels)\\..*|java\\.io\\.(File|RandomAccessFile).*")
                .check(CORE);
    }
}
