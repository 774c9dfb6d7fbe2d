package dev.unroll.run;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.unroll.house.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of the house that a compiler does not know. */
final class ArchitectureTest {

    /** Each package may use only those before it. */
    private static final List<String> ORDER = List.of(
            "dev.unroll.run",
            "dev.unroll.run.config",
            "dev.unroll.run.folder",
            "dev.unroll.run.page",
            "dev.unroll.run.lab",
            "dev.unroll.run.task",
            "dev.unroll.run.explain",
            "dev.unroll.run.sequence",
            "dev.unroll.run.task.classify",
            "dev.unroll.run.task.forecast",
            "dev.unroll.run.task.nexttoken",
            "dev.unroll.run.task.regress",
            "dev.unroll.run.task.tag",
            "dev.unroll.run.task.transduce",
            "dev.unroll.run.job");

    private static final JavaClasses RUN = HouseRules.classesOf("dev.unroll.run");

    @Test
    void mathIsExact() {
        HouseRules.mathIsExact().check(RUN);
    }

    @Test
    void allRandomnessIsTheCounterHash() {
        HouseRules.allRandomnessIsTheCounterHash().check(RUN);
    }

    @Test
    void nothingSpeaksTheUsersLanguage() {
        HouseRules.nothingSpeaksTheUsersLanguage().check(RUN);
    }

    @Test
    void nothingLogsOrPrints() {
        HouseRules.nothingLogsOrPrints().check(RUN);
    }

    @Test
    void nothingHidesInThreads() {
        HouseRules.nothingHidesInThreads().check(RUN);
    }

    @Test
    void nothingNeedsATerminal() {
        HouseRules.nothingNeedsATerminal().check(RUN);
    }

    @Test
    void nothingTalksToTheNet() {
        HouseRules.nothingTalksToTheNet().check(RUN);
    }

    @Test
    void packagesStandInOrder() {
        HouseRules.packagesStandInOrder(ORDER).check(RUN);
    }

    @Test
    void aTaskKnowsNoOther() {
        slices().matching("dev.unroll.run.task.(*)..")
                .should()
                .notDependOnEachOther()
                .check(RUN);
    }

    @Test
    void packagesHaveNoCycles() {
        HouseRules.packagesHaveNoCycles().check(RUN);
    }

    @Test
    void packagesAreSmall() {
        HouseRules.packagesAreSmall().check(RUN);
    }
}
