package dev.unroll.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaConstructor.CONSTRUCTOR_NAME;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.text.NumberFormat;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.function.Predicate;

/** The rules of the house, each with its reason; a module's architecture test says which hold there. */
public final class HouseRules {

    /** Their last bits differ between machines and compilers: StrictMath or our own polynomials instead. */
    private static final Set<String> INEXACT_MATH = Set.of(
            "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp", "expm1", "log",
            "log10", "log1p", "pow", "cbrt", "hypot", "random");

    /** Generators with a hidden state; all randomness is the counter hash. */
    private static final Set<String> GENERATORS = Set.of(
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.concurrent.ThreadLocalRandom",
            "java.security.SecureRandom");

    /** What says where something is, without going there. */
    private static final Set<String> ADDRESSES = Set.of("java.net.URI", "java.net.URISyntaxException");

    /** What writes and reads numbers and letters as the user's language does, unless it is given a {@link Locale}. */
    private static final Map<Class<?>, Set<String>> IN_THE_USERS_LANGUAGE = Map.of(
            String.class, Set.of("format", "formatted", "toLowerCase", "toUpperCase"),
            PrintStream.class, Set.of("printf", "format"),
            PrintWriter.class, Set.of("printf", "format"),
            Formatter.class, Set.of(CONSTRUCTOR_NAME, "format"),
            Scanner.class, Set.of(CONSTRUCTOR_NAME),
            NumberFormat.class,
                    Set.of(
                            CONSTRUCTOR_NAME,
                            "getInstance",
                            "getNumberInstance",
                            "getIntegerInstance",
                            "getPercentInstance",
                            "getCompactNumberInstance"),
            DateTimeFormatter.class, Set.of("ofPattern"),
            Locale.class, Set.of("getDefault"));

    private HouseRules() {}

    /** Returns the classes of a package and those below it, tests left out. */
    public static JavaClasses classesOf(String rootPackage) {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(rootPackage);
    }

    /** Results have the same bits on every machine. */
    public static ArchRule mathIsExact() {
        return noClasses()
                .should()
                .accessTargetWhere(access(
                        "an inexact method of Math", target -> isMember(target, "java.lang.Math", INEXACT_MATH)));
    }

    /** One seed gives one result, whatever ran before. */
    public static ArchRule allRandomnessIsTheCounterHash() {
        return noClasses()
                .should(dependOnClassesThat(describe(
                        "generate random numbers",
                        type -> GENERATORS.contains(type.getName())
                                || type.getPackageName().equals("java.util.random")
                                || type.getName().equals("java.util.random.RandomGenerator"))));
    }

    /** Digits are 0 to 9, and letters change their case by the rules of Unicode, wherever the user is at home. */
    public static ArchRule nothingSpeaksTheUsersLanguage() {
        return noClasses()
                .should()
                .accessTargetWhere(access("what depends on the default locale", HouseRules::isInTheUsersLanguage));
    }

    private static boolean isInTheUsersLanguage(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                && target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Locale.class))
                && IN_THE_USERS_LANGUAGE.entrySet().stream()
                        .anyMatch(entry -> target.getOwner().isAssignableTo(entry.getKey())
                                && entry.getValue().contains(target.getName()));
    }

    /** A library returns, throws or states events; who listens prints. */
    public static ArchRule nothingLogsOrPrints() {
        return CompositeArchRule.of(List.of(
                noClasses().should().dependOnClassesThat().resideInAnyPackage("java.util.logging..", "org.slf4j.."),
                noClasses().should().dependOnClassesThat().haveNameMatching("java\\.lang\\.System\\$Logger.*"),
                noClasses()
                        .should()
                        .accessTargetWhere(access(
                                "System.out or System.err",
                                target -> isMember(target, "java.lang.System", Set.of("out", "err"))))));
    }

    /** A thread is no place to keep a value: a caller may have many, or share one. */
    public static ArchRule nothingHidesInThreads() {
        return noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.lang.ThreadLocal");
    }

    /** Only the command line ends the process, reads the terminal and knows picocli: all else runs inside a program too. */
    public static ArchRule nothingNeedsATerminal() {
        return CompositeArchRule.of(List.of(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("picocli..", "org.jline..", "dev.unroll.cli..", "sun.misc.."),
                noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.io.Console"),
                noClasses()
                        .should()
                        .accessTargetWhere(access(
                                "the terminal or the end of the process",
                                target -> isMember(target, "java.lang.System", Set.of("in", "console", "exit"))
                                        || isMember(target, "java.lang.Runtime", Set.of("exit", "halt"))))));
    }

    /** The net is talked to in one place, which believes nothing that it is told; an address may stand anywhere. */
    public static ArchRule nothingTalksToTheNet() {
        return noClasses()
                .should(dependOnClassesThat(describe(
                        "talk to the net",
                        type -> (type.getPackageName().startsWith("java.net")
                                        || type.getPackageName().startsWith("javax.net"))
                                && !ADDRESSES.contains(type.getName()))));
    }

    /** Each of these packages may use only those before it, and there are no others. */
    public static ArchRule packagesStandInOrder(List<String> names) {
        var rules = new ArrayList<ArchRule>();
        for (int i = 0; i < names.size() - 1; i++) {
            rules.add(noClasses()
                    .that()
                    .resideInAPackage(names.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(names.subList(i + 1, names.size()).toArray(String[]::new)));
        }
        rules.add(classes().should().resideInAnyPackage(names.toArray(String[]::new)));
        return CompositeArchRule.of(rules)
                .as("each package should stand in this list, and use only those before it: " + names);
    }

    /** Whatever is understood is understood after what it uses. */
    public static ArchRule packagesHaveNoCycles() {
        return slices().matching("dev.unroll.(**)").should().beFreeOfCycles();
    }

    /** A reader can hold a package in mind: {@value RoomyPackages#MOST_FILES} files at most, its description apart. */
    public static ArchRule packagesAreSmall() {
        return classes().should(new RoomyPackages());
    }

    /** Returns a predicate of accesses, with words for it. */
    public static DescribedPredicate<JavaAccess<?>> access(String description, Predicate<JavaAccess<?>> predicate) {
        return describe(description, predicate);
    }

    private static boolean isMember(JavaAccess<?> target, String owner, Set<String> names) {
        JavaClass type = target.getTargetOwner();
        return type.getName().equals(owner) && names.contains(target.getName());
    }
}
