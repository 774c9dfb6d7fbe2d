package dev.unroll.data;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import dev.unroll.house.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of the house that a compiler does not know. */
final class ArchitectureTest {

    /** Each package may use only those before it. */
    private static final List<String> ORDER = List.of(
            "dev.unroll.data",
            "dev.unroll.data.file",
            "dev.unroll.data.parquet",
            "dev.unroll.data.text",
            "dev.unroll.data.rows",
            "dev.unroll.data.series",
            "dev.unroll.data.series.time",
            "dev.unroll.data.series.table",
            "dev.unroll.data.vectors",
            "dev.unroll.data.sound",
            "dev.unroll.data.tagged",
            "dev.unroll.data.pair",
            "dev.unroll.data.speech",
            "dev.unroll.data.embedding",
            "dev.unroll.data.baseline",
            "dev.unroll.data.baseline.pair",
            "dev.unroll.data.catalogue");

    private static final JavaClasses DATA = HouseRules.classesOf("dev.unroll.data");

    @Test
    void mathIsExact() {
        HouseRules.mathIsExact().check(DATA);
    }

    @Test
    void allRandomnessIsTheCounterHash() {
        HouseRules.allRandomnessIsTheCounterHash().check(DATA);
    }

    @Test
    void nothingSpeaksTheUsersLanguage() {
        HouseRules.nothingSpeaksTheUsersLanguage().check(DATA);
    }

    @Test
    void nothingLogsOrPrints() {
        HouseRules.nothingLogsOrPrints().check(DATA);
    }

    @Test
    void nothingHidesInThreads() {
        HouseRules.nothingHidesInThreads().check(DATA);
    }

    @Test
    void nothingNeedsATerminal() {
        HouseRules.nothingNeedsATerminal().check(DATA);
    }

    @Test
    void onlyTheCatalogueTalksToTheNet() {
        HouseRules.nothingTalksToTheNet()
                .check(DATA.that(DescribedPredicate.not(resideInAPackage("dev.unroll.data.catalogue"))));
    }

    @Test
    void packagesStandInOrder() {
        HouseRules.packagesStandInOrder(ORDER).check(DATA);
    }

    @Test
    void packagesHaveNoCycles() {
        HouseRules.packagesHaveNoCycles().check(DATA);
    }

    @Test
    void packagesAreSmall() {
        HouseRules.packagesAreSmall().check(DATA);
    }
}
