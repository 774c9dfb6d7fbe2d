package dev.unroll.spark;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import dev.unroll.house.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of the house that a compiler does not know. */
final class ArchitectureTest {

    /** Each package may use only those before it. */
    private static final List<String> ORDER = List.of(
            "dev.unroll.spark.score",
            "dev.unroll.spark.exchange.frame",
            "dev.unroll.spark.exchange",
            "dev.unroll.spark.folder",
            "dev.unroll.spark.rows",
            "dev.unroll.spark.progress",
            "dev.unroll.spark.train",
            "dev.unroll.spark");

    private static final JavaClasses SPARK = HouseRules.classesOf("dev.unroll.spark");

    @Test
    void mathIsExact() {
        HouseRules.mathIsExact().check(SPARK);
    }

    /** A secret, and what is signed with it, must be such as nobody can guess. */
    @Test
    void allRandomnessButSecretsIsTheCounterHash() {
        HouseRules.allRandomnessIsTheCounterHash()
                .check(SPARK.that(DescribedPredicate.not(name("dev.unroll.spark.exchange.Secret"))));
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
    void onlyTheExchangeTalksToTheNet() {
        HouseRules.nothingTalksToTheNet()
                .check(SPARK.that(DescribedPredicate.not(resideInAPackage("dev.unroll.spark.exchange"))));
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
