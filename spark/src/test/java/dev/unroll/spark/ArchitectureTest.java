package dev.unroll.spark;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.unroll.house.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of the house that a compiler does not know. */
final class ArchitectureTest {

    /** Each package may use only those before it. */
    private static final List<String> ORDER = List.of(
            "dev.unroll.spark.score",
            "dev.unroll.spark.exchange",
            "dev.unroll.spark.folder",
            "dev.unroll.spark.train",
            "dev.unroll.spark");

    private static final JavaClasses SPARK = HouseRules.classesOf("dev.unroll.spark");

    @Test
    void mathIsExact() {
        HouseRules.mathIsExact().check(SPARK);
    }

    @Test
    void allRandomnessIsTheCounterHash() {
        HouseRules.allRandomnessIsTheCounterHash().check(SPARK);
    }

    @Test
    void nothingSpeaksTheUsersLanguage() {
        HouseRules.nothingSpeaksTheUsersLanguage().check(SPARK);
    }

    @Test
    void nothingLogsOrPrints() {
        HouseRules.nothingLogsOrPrints().check(SPARK);
    }

    @Test
    void nothingHidesInThreads() {
        HouseRules.nothingHidesInThreads().check(SPARK);
    }

    @Test
    void nothingNeedsATerminal() {
        HouseRules.nothingNeedsATerminal().check(SPARK);
    }

    @Test
    void nothingTalksToTheNet() {
        HouseRules.nothingTalksToTheNet().check(SPARK);
    }

    @Test
    void packagesStandInOrder() {
        HouseRules.packagesStandInOrder(ORDER).check(SPARK);
    }

    @Test
    void packagesAreSmall() {
        HouseRules.packagesAreSmall().check(SPARK);
    }
}
