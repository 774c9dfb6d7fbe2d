package dev.unroll.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.haveRawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static dev.unroll.house.HouseRules.access;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import dev.unroll.house.HouseRules;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules of the house that a compiler does not know. */
final class ArchitectureTest {

    /** Each package may use only those before it. */
    private static final List<String> ORDER = List.of(
            "dev.unroll.core.form",
            "dev.unroll.core.tensorfile",
            "dev.unroll.core.kernel",
            "dev.unroll.core.compact",
            "dev.unroll.core.function",
            "dev.unroll.core.cell",
            "dev.unroll.core.cells",
            "dev.unroll.core.program",
            "dev.unroll.core.engine",
            "dev.unroll.core.loss",
            "dev.unroll.core.network",
            "dev.unroll.core.pass.part",
            "dev.unroll.core.pass.readout",
            "dev.unroll.core.pass.attention",
            "dev.unroll.core.pass",
            "dev.unroll.core.decode",
            "dev.unroll.core.trace",
            "dev.unroll.core.score",
            "dev.unroll.core.optimizer",
            "dev.unroll.core.schedule",
            "dev.unroll.core.checkpoint",
            "dev.unroll.core.update",
            "dev.unroll.core.piece",
            "dev.unroll.core.input",
            "dev.unroll.core.task",
            "dev.unroll.core.shard",
            "dev.unroll.core.train",
            "dev.unroll.core.model",
            "dev.unroll.core.stream",
            "dev.unroll.core.explain");

    /** Lane operations whose last bits differ between machines, as those of Math do. */
    private static final Set<String> INEXACT_LANES = Set.of(
            "SIN", "COS", "TAN", "ASIN", "ACOS", "ATAN", "ATAN2", "SINH", "COSH", "TANH", "EXP", "EXPM1", "LOG",
            "LOG10", "LOG1P", "POW", "CBRT", "HYPOT");

    private static final JavaClasses CORE = HouseRules.classesOf("dev.unroll.core");

    @Test
    void onlyVectorClassesUseTheVectorApi() {
        noClasses()
                .that(DescribedPredicate.not(resideInAnyPackage(
                                "dev.unroll.core.kernel", "dev.unroll.core.compact", "dev.unroll.core.function")
                        .and(simpleNameStartingWith("Vector"))))
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
    void onlyModelFilesAndCheckpointsTouchTheDisk() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.unroll.core.tensorfile..", "dev.unroll.core.checkpoint..", "dev.unroll.core.model..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.nio\\.(file|channels)\\..*|java\\.io\\.(File|RandomAccessFile).*")
                .check(CORE);
    }

    @Test
    void mathIsExact() {
        HouseRules.mathIsExact().check(CORE);
    }

    @Test
    void allRandomnessIsTheCounterHash() {
        HouseRules.allRandomnessIsTheCounterHash().check(CORE);
    }

    @Test
    void nothingSpeaksTheUsersLanguage() {
        HouseRules.nothingSpeaksTheUsersLanguage().check(CORE);
    }

    @Test
    void nothingLogsOrPrints() {
        HouseRules.nothingLogsOrPrints().check(CORE);
    }

    @Test
    void nothingHidesInThreads() {
        HouseRules.nothingHidesInThreads().check(CORE);
    }

    @Test
    void nothingNeedsATerminal() {
        HouseRules.nothingNeedsATerminal().check(CORE);
    }

    @Test
    void nothingTalksToTheNet() {
        HouseRules.nothingTalksToTheNet().check(CORE);
    }

    @Test
    void packagesStandInOrder() {
        HouseRules.packagesStandInOrder(ORDER).check(CORE);
    }

    @Test
    void packagesHaveNoCycles() {
        HouseRules.packagesHaveNoCycles().check(CORE);
    }

    @Test
    void packagesAreSmall() {
        HouseRules.packagesAreSmall().check(CORE);
    }
}
