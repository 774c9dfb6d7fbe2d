package dev.unroll.kafka;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.unroll.house.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of the house that a compiler does not know. */
final class ArchitectureTest {

    private static final JavaClasses KAFKA = HouseRules.classesOf("dev.unroll.kafka");

    @Test
    void mathIsExact() {
        HouseRules.mathIsExact().check(KAFKA);
    }

    @Test
    void allRandomnessIsTheCounterHash() {
        HouseRules.allRandomnessIsTheCounterHash().check(KAFKA);
    }

    @Test
    void nothingSpeaksTheUsersLanguage() {
        HouseRules.nothingSpeaksTheUsersLanguage().check(KAFKA);
    }

    @Test
    void nothingLogsOrPrints() {
        HouseRules.nothingLogsOrPrints().check(KAFKA);
    }

    @Test
    void nothingHidesInThreads() {
        HouseRules.nothingHidesInThreads().check(KAFKA);
    }

    @Test
    void nothingNeedsATerminal() {
        HouseRules.nothingNeedsATerminal().check(KAFKA);
    }

    @Test
    void nothingTalksToTheNet() {
        HouseRules.nothingTalksToTheNet().check(KAFKA);
    }

    @Test
    void packagesStandInOrder() {
        HouseRules.packagesStandInOrder(List.of("dev.unroll.kafka")).check(KAFKA);
    }

    @Test
    void packagesAreSmall() {
        HouseRules.packagesAreSmall().check(KAFKA);
    }
}
