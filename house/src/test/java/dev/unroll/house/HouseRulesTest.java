package dev.unroll.house;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule finds a violation that is planted for it. */
class HouseRulesTest {

    static Stream<Arguments> violations() {
        return Stream.of(
                Arguments.of(HouseRules.mathIsExact(), Call.class),
                Arguments.of(HouseRules.mathIsExact(), Reference.class),
                Arguments.of(HouseRules.allRandomnessIsTheCounterHash(), Generator.class),
                Arguments.of(HouseRules.nothingSpeaksTheUsersLanguage(), Digits.class),
                Arguments.of(HouseRules.nothingSpeaksTheUsersLanguage(), Letters.class),
                Arguments.of(HouseRules.nothingSpeaksTheUsersLanguage(), PrintedDigits.class),
                Arguments.of(HouseRules.nothingLogsOrPrints(), Printer.class),
                Arguments.of(HouseRules.nothingLogsOrPrints(), Logger.class),
                Arguments.of(HouseRules.nothingHidesInThreads(), Hideout.class),
                Arguments.of(HouseRules.nothingNeedsATerminal(), Exit.class),
                Arguments.of(HouseRules.nothingNeedsATerminal(), Keyboard.class),
                Arguments.of(HouseRules.nothingTalksToTheNet(), Caller.class),
                Arguments.of(
                        HouseRules.packagesStandInOrder(List.of("dev.unroll.house", "com.tngtech.archunit.lang")),
                        HouseRules.class),
                Arguments.of(HouseRules.packagesStandInOrder(List.of("dev.unroll.core")), Call.class));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void aViolationIsFound(ArchRule rule, Class<?> planted) {
        JavaClasses classes = new ClassFileImporter().importClasses(planted);
        assertThrows(AssertionError.class, () -> rule.check(classes));
    }

    @Test
    void aLocaleThatIsSaidIsNotTheUsers() {
        JavaClasses classes = new ClassFileImporter().importClasses(RootDigits.class);
        assertDoesNotThrow(() -> HouseRules.nothingSpeaksTheUsersLanguage().check(classes));
    }

    @Test
    void anAddressIsNoTalk() {
        JavaClasses classes = new ClassFileImporter().importClasses(Address.class);
        assertDoesNotThrow(() -> HouseRules.nothingTalksToTheNet().check(classes));
    }

    @Test
    void aPackageOfTooManyFilesIsListed() {
        JavaClasses classes = new ClassFileImporter().importPackages("org.junit.jupiter.api");
        AssertionError thrown = assertThrows(
                AssertionError.class, () -> HouseRules.packagesAreSmall().check(classes));
        String message = String.valueOf(thrown.getMessage());
        assertTrue(message.contains("package org.junit.jupiter.api must have at most 24 files but has "), message);
        assertTrue(message.contains("AssertThrows.java"), message);
    }

    @Test
    void ourOwnPackageIsSmall() {
        HouseRules.packagesAreSmall().check(HouseRules.classesOf("dev.unroll.house"));
    }

    private static final class Call implements DoubleUnaryOperator {
        @Override
        public double applyAsDouble(double x) {
            return Math.exp(x);
        }
    }

    private static final class Reference implements Supplier<DoubleUnaryOperator> {
        @Override
        public DoubleUnaryOperator get() {
            return Math::tanh;
        }
    }

    private static final class Generator implements Supplier<Object> {
        @Override
        public Object get() {
            return new Random(1).nextInt();
        }
    }

    private static final class Digits implements Supplier<Object> {
        @Override
        public Object get() {
            return "%d".formatted(3);
        }
    }

    private static final class RootDigits implements Supplier<Object> {
        @Override
        public Object get() {
            return String.format(Locale.ROOT, "%d", 3).toLowerCase(Locale.ROOT);
        }
    }

    private static final class Letters implements Supplier<UnaryOperator<String>> {
        @Override
        public UnaryOperator<String> get() {
            return String::toUpperCase;
        }
    }

    /** A writer of one's own is a writer too. */
    static final class PrintedDigits extends PrintWriter implements Runnable {
        PrintedDigits() {
            super(Writer.nullWriter());
        }

        @Override
        public void run() {
            printf("%d", 3);
        }
    }

    private static final class Printer implements Runnable {
        @Override
        public void run() {
            System.err.println("loss 0.3");
        }
    }

    private static final class Logger implements Runnable {
        @Override
        public void run() {
            System.getLogger("unroll").log(System.Logger.Level.INFO, "loss 0.3");
        }
    }

    private static final class Hideout implements Supplier<Object> {
        @Override
        public Object get() {
            return new ThreadLocal<String>();
        }
    }

    private static final class Exit implements Runnable {
        @Override
        public void run() {
            System.exit(0);
        }
    }

    private static final class Keyboard implements Supplier<Object> {
        @Override
        public Object get() {
            return System.in;
        }
    }

    private static final class Caller implements Supplier<Object> {
        @Override
        public Object get() {
            return new Socket();
        }
    }

    private static final class Address implements Supplier<Object> {
        @Override
        public Object get() {
            return URI.create("https://example.org");
        }
    }
}
