package dev.unroll.flink;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.unroll.house.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of the house that a compiler does not know. */
final class ArchitectureTest {

    private static final JavaClasses FLINK = HouseRules.classesOf("dev.unroll.flink");

    @Test
    void mathIsExact() {
        HouseRules.mathIsExact().check(FLINK);
    }

    @Test
    void allRandomnessIsTheCounterHash() {
        HouseRules.allRandomnessIsTheCounterHash().check(FLINK);
    }

    @Test
    void nothingSpeaksTheUsersLanguage() {
        HouseRules.nothingSpeaksTheUsersLanguage().check(FLINK);
    }

    @Test
    void nothingLogsOrPrints() {
        HouseRules.nothingLogsOrPrints().check(FLINK);
    }

    @Test
    void nothingHidesInThreads() {
        HouseRules.nothingHidesInThreads().check(FLINK);
    }

    @Test
    void nothingNeedsATerminal() {
        HouseRules.nothingNeedsATerminal().check(FLINK);
    }

    @Test
    void nothingTalksToTheNet() {
        HouseRules.nothingTalksToTheNet().check(FLINK);
    }

    @Test
    void packagesStandInOrder() {
        HouseRules.packagesStandInOrder(List.of("dev.unroll.flink")).check(FLINK);
    }

    @Test
    void packagesAreSmall() {
        HouseRules.packagesAreSmall().check(FLINK);
    }
}
