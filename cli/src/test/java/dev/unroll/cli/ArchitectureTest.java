package dev.unroll.cli;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.unroll.house.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of the house that a compiler does not know. */
final class ArchitectureTest {

    /** Each package may use only those before it. */
    private static final List<String> ORDER = List.of(
            "dev.unroll.cli.terminal",
            "dev.unroll.cli.progress",
            "dev.unroll.cli.train",
            "dev.unroll.cli.ask",
            "dev.unroll.cli.data",
            "dev.unroll.cli.lab",
            "dev.unroll.cli");

    private static final JavaClasses CLI = HouseRules.classesOf("dev.unroll.cli");

    @Test
    void mathIsExact() {
        HouseRules.mathIsExact().check(CLI);
    }

    @Test
    void allRandomnessIsTheCounterHash() {
        HouseRules.allRandomnessIsTheCounterHash().check(CLI);
    }

    @Test
    void nothingSpeaksTheUsersLanguage() {
        HouseRules.nothingSpeaksTheUsersLanguage().check(CLI);
    }

    @Test
    void nothingHidesInThreads() {
        HouseRules.nothingHidesInThreads().check(CLI);
    }

    @Test
    void nothingTalksToTheNet() {
        HouseRules.nothingTalksToTheNet().check(CLI);
    }

    @Test
    void packagesStandInOrder() {
        HouseRules.packagesStandInOrder(ORDER).check(CLI);
    }

    @Test
    void packagesHaveNoCycles() {
        HouseRules.packagesHaveNoCycles().check(CLI);
    }

    @Test
    void packagesAreSmall() {
        HouseRules.packagesAreSmall().check(CLI);
    }
}
