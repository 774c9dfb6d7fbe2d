package dev.unroll.bench;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.unroll.house.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of the house that a compiler does not know. */
final class ArchitectureTest {

    /** Each package may use only those before it. */
    private static final List<String> ORDER = List.of(
            "dev.unroll.bench.workload",
            "dev.unroll.bench.worker",
            "dev.unroll.bench.measure",
            "dev.unroll.bench.kernel..",
            "dev.unroll.bench");

    private static final JavaClasses BENCH = HouseRules.classesOf("dev.unroll.bench");

    @Test
    void mathIsExact() {
        HouseRules.mathIsExact().check(BENCH);
    }

    @Test
    void allRandomnessIsTheCounterHash() {
        HouseRules.allRandomnessIsTheCounterHash().check(BENCH);
    }

    @Test
    void nothingSpeaksTheUsersLanguage() {
        HouseRules.nothingSpeaksTheUsersLanguage().check(BENCH);
    }

    @Test
    void packagesStandInOrder() {
        HouseRules.packagesStandInOrder(ORDER).check(BENCH);
    }

    @Test
    void packagesHaveNoCycles() {
        HouseRules.packagesHaveNoCycles().check(BENCH);
    }

    @Test
    void packagesAreSmall() {
        HouseRules.packagesAreSmall().check(BENCH);
    }
}
