package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher at the root: which JDK, when it builds, what it passes on. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest extends LauncherTrial {

    @Test
    void withoutAJdkOneSentenceSaysWhatToInstall() throws Exception {
        Run run = run("doctor");
        assertEquals(
                "unroll: needs a JDK of version 25.0.3 or later: install one, from https://adoptium.net for instance,"
                        + " and set JAVA_HOME to its directory.\n",
                run.err());
        assertEquals(1, run.exitCode());
        assertEquals("", run.out());
    }

    @Test
    void jdksThatAreTooOldAreNamed() throws Exception {
        Path old = jdk("old one", "17.0.15");
        Path almost = jdk("almost", "25.0.2");
        Run run = run(Map.of("JAVA_HOME", old.toString(), "UNROLL_JDKS", ""), root.resolve("unroll"), "doctor");
        assertTrue(run.err().contains("25.0.3 or later (found 17.0.15 in " + old + "): install one"), run.err());
        assertEquals(1, run.exitCode());
        run = run("doctor");
        assertTrue(run.err().contains("25.0.2 in " + almost), run.err());
        assertFalse(Files.exists(mavenLog));
    }

    @Test
    void aRuntimeWithoutCompilerIsNoJdk() throws Exception {
        Files.delete(jdk("runtime", "25.0.3").resolve("bin/javac"));
        Run run = run("doctor");
        assertTrue(run.err().startsWith("unroll: needs a JDK of version 25.0.3 or later: install one"), run.err());
    }

    @Test
    void versionsCompareAsNumbers() throws Exception {
        workingMaven();
        for (String version : List.of("25.0.3", "25.0.10", "25.1", "26", "26-ea", "100.0.1+9-LTS")) {
            Path home = jdk("jdk", version);
            assertEquals(
                    0,
                    run(Map.of("JAVA_HOME", home.toString()), root.resolve("unroll"), "x")
                            .exitCode(),
                    version);
        }
        for (String version : List.of("25", "25-ea", "25.0.2", "9.0.4", "1.8.0_402", "24.99.99")) {
            Path home = jdk("jdk", version);
            assertEquals(
                    1,
                    run(Map.of("JAVA_HOME", home.toString()), root.resolve("unroll"), "x")
                            .exitCode(),
                    version);
        }
    }

    @Test
    void theReleaseFileIsEnough() throws Exception {
        workingMaven();
        Path home = jdk("jdk", "17");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"25.0.4\"\n");
        assertEquals(0, run("inspect").exitCode());
    }

    @Test
    void theJdkItFoundCanBeAsked() throws Exception {
        jdk("jdk a", "24");
        Path found = jdk("jdk b", "25.0.3");
        assertEquals(new Run(0, found + "\n", ""), run("--java-home"));
        assertFalse(Files.exists(root.resolve("target")));
    }

    @Test
    void withoutMavenOneSentenceSaysSo() throws Exception {
        jdk("jdk", "25.0.3");
        Run run = run("doctor");
        assertTrue(run.err().startsWith("unroll: needs Maven 3.8 or later to build itself: "), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertEquals(1, run.exitCode());
        assertFalse(Files.exists(root.resolve("target/app/lock")));
    }

    @Test
    void itBuildsOnceAndPassesArgumentsOn() throws Exception {
        Path home = jdk("jdk 25", "25.0.3");
        workingMaven();
        Run run = run("predict", "model", "a b", "*", "");
        assertEquals("unroll: building\n", run.err());
        List<String> words = run.out().lines().toList();
        int module = words.indexOf("--module");
        assertEquals(
                List.of("dev.unroll.cli/dev.unroll.cli.Main", "predict", "model", "a b", "*", ""),
                words.subList(module + 1, words.size()));
        Path app = Path.of(words.get(words.indexOf("--module-path") + 1));
        assertEquals("jar\n", Files.readString(app.resolve("unroll-cli-1.jar")));
        assertEquals("", run("predict", "model", "a").err());
        assertEquals(1, builds());
        assertTrue(Files.readString(mavenLog).startsWith(home + ": "), "Maven runs on the JDK that was found");
    }

    @Test
    void onlyCommandsThatComputeLoadTheVectorModule() throws Exception {
        jdk("jdk", "25.0.3");
        workingMaven();
        String flag = "--add-modules=jdk.incubator.vector";
        for (String line : List.of(
                "train names",
                "quickstart",
                "resume m",
                "verify m",
                "evaluate m",
                "generate m",
                "explain m text",
                "report m",
                "lab gradients",
                "doctor --json")) {
            assertTrue(run(line.split(" ", -1)).out().contains(flag), line);
        }
        for (String line : List.of(
                "inspect m",
                "predict m text",
                "predict m",
                "generate m --help",
                "train names --print-config",
                "--version",
                "trian")) {
            assertFalse(run(line.split(" ", -1)).out().contains(flag), line);
        }
    }

    @Test
    void aLargeFileOnStdinIsPredictedByVectors() throws Exception {
        jdk("jdk", "25.0.3");
        workingMaven();
        String flag = "--add-modules=jdk.incubator.vector";
        Path large = Files.writeString(temporary.resolve("large"), "schmetterling\n".repeat(3000));
        Path small = Files.writeString(temporary.resolve("small"), "schmetterling\n".repeat(300));
        assertTrue(runOn(large, "predict", "m").out().contains(flag));
        assertFalse(runOn(large, "predict", "m", "text").out().contains(flag));
        assertFalse(runOn(large, "predict", "m", "--help").out().contains(flag));
        assertFalse(runOn(small, "predict", "m").out().contains(flag));
    }

    @Test
    void benchIsLeftToItsOwnScript() throws Exception {
        Path home = jdk("jdk", "25.0.3");
        script(root.resolve("bench/run"), "printf '%s\\n' \"$@\"");
        Run run = run(Map.of("UNROLL_JAVA_OPTS", "-Xmx1g"), root.resolve("unroll"), "bench", "W1", "--json");
        List<String> words = run.out().lines().toList();
        assertEquals(home.toString(), words.getFirst());
        assertTrue(words.get(1).contains("--add-modules=jdk.incubator.vector -Xmx1g"), words.get(1));
        assertEquals(List.of("W1", "--json"), words.subList(2, words.size()));
        assertEquals(0, run("bench", "--help").exitCode());
        assertEquals(0, builds());
    }

    @Test
    void onlyWhatIsShortDoesWithoutTheOptimizingCompiler() throws Exception {
        jdk("jdk", "25.0.3");
        workingMaven();
        String flag = "-XX:TieredStopAtLevel=1";
        for (String line : List.of("predict m text", "inspect m", "--help")) {
            assertTrue(run(line.split(" ", -1)).out().contains(flag), line);
        }
        for (String line : List.of("predict m", "generate m", "train names")) {
            assertFalse(run(line.split(" ", -1)).out().contains(flag), line);
        }
    }

    @Test
    void aJavaOnThePathIsFollowedToItsHome() throws Exception {
        Path home = jdk("jdk", "17");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"25.0.4\"\n");
        Path middle = Files.createSymbolicLink(temporary.resolve("java"), home.resolve("bin/java"));
        Files.createSymbolicLink(tools.resolve("java"), Path.of("../" + middle.getFileName()));
        Run run = run(Map.of("UNROLL_JDKS", ""), root.resolve("unroll"), "--java-home");
        assertEquals(new Run(0, home + "\n", ""), run);
    }

    @Test
    void moreOptionsForTheJvmComeFromTheEnvironment() throws Exception {
        jdk("jdk", "25.0.3");
        workingMaven();
        Run run = run(Map.of("UNROLL_JAVA_OPTS", "-Xmx1g -ea"), root.resolve("unroll"), "inspect");
        assertTrue(run.out().contains("-Xmx1g\n-ea\n"), run.out());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whereNothingCanBeErasedThereIsNoLiveLine() throws Exception {
        assumeTrue(Files.isExecutable(SCRIPT));
        Path home = jdk("jdk", "25.0.3");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"25.0.4\"\n");
        script(home.resolve("bin/java"), "echo \"columns ${UNROLL_COLUMNS:-none}\"\n");
        workingMaven();
        assertEquals("columns none\n", run("inspect").out());
        assertEquals("columns 80", runOnTerminal("xterm", "inspect").out().strip());
        assertEquals("columns none", runOnTerminal("dumb", "inspect").out().strip());
    }

    /** Makes a JDK whose java runs {@code body}. */
    private void java(String body) throws Exception {
        Path home = jdk("jdk", "25.0.3");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"25.0.4\"\n");
        workingMaven();
        run("inspect"); // builds
        script(home.resolve("bin/java"), body);
    }

    @Test
    void aClosedStdinIsAnEmptyOne() throws Exception {
        java("cat; echo end\n");
        assertEquals(new Run(0, "end\n", ""), runRedirected("predict m <&-"));
    }

    @Test
    void aClosedStdoutTakesNothingButIsNoOtherFile() throws Exception {
        java("true 3>&1 && echo open >&2; echo result 2>/dev/null || echo lost >&2\n");
        assertEquals(new Run(0, "", "open\nlost\n"), runRedirected("predict m >&-"));
    }

    @Test
    void messagesToAClosedStderrAreLost() throws Exception {
        java("echo message >&2 && echo result\n");
        assertEquals(new Run(0, "result\n", ""), runRedirected("predict m 2>&-"));
    }

    /** Makes the launcher look for locales in {@code temporary}/locales alone, and with this program. */
    private void locales(String program) throws Exception {
        java("echo \"$LC_ALL\"\n");
        Path launcher = root.resolve("unroll");
        Path places = temporary.resolve("locales");
        Files.writeString(
                launcher,
                Files.readString(launcher)
                        .replace("/usr/lib/locale", places + "/lib")
                        .replace("/usr/share/locale", places + "/share"));
        if (!program.isEmpty()) {
            script(tools.resolve("locale"), program);
        }
    }

    private String localeFor(String language) throws Exception {
        return run(Map.of("LANG", language), root.resolve("unroll"), "inspect", "m")
                .out()
                .strip();
    }

    private static final String SOME_LOCALES = """
            case $1,$LC_ALL in
                -a,*) printf '%s\\n' C de_DE.iso88591 fr_FR.utf8 ;;
                charmap,fr_FR.utf8 | charmap,fr_FR.UTF-8) echo UTF-8 ;;
                *) echo ANSI_X3.4-1968 ;;
            esac
            """;

    @ParameterizedTest
    @ValueSource(strings = {"xx_XX.UTF-8", "de_DE.ISO-8859-1", "C", "POSIX", ""})
    void aLocaleThatIsNotUtf8OrNotInstalledIsReplacedByOneThatIs(String language) throws Exception {
        locales(SOME_LOCALES);
        assertEquals("fr_FR.utf8", localeFor(language));
    }

    @Test
    void aLocaleThatIsUtf8IsKept() throws Exception {
        locales(SOME_LOCALES);
        assertEquals("fr_FR.UTF-8", localeFor("fr_FR.UTF-8"));
    }

    @Test
    void withoutAProgramToAskTheLocaleIsThatOfMusl() throws Exception {
        locales("");
        assertEquals("C.UTF-8", localeFor("xx_XX.UTF-8"));
    }

    @ParameterizedTest
    @CsvSource({"lib/C.utf8, C.utf8", "share/C.UTF-8, C.UTF-8", "share/en_US.UTF-8, en_US.UTF-8"})
    void whatIsInstalledWhereSystemsKeepItIsFoundWithoutAProgram(String place, String locale) throws Exception {
        locales("echo asked >&2\n");
        Path folder = Files.createDirectories(temporary.resolve("locales").resolve(place));
        Files.createFile(folder.resolve("LC_CTYPE"));
        Run run = run(Map.of("LANG", "xx_XX.UTF-8"), root.resolve("unroll"), "inspect", "m");
        assertEquals(new Run(0, locale + "\n", ""), run);
    }

    @Test
    void linksLeadToTheRepository() throws Exception {
        jdk("jdk", "25.0.3");
        workingMaven();
        Path bin = Files.createDirectories(temporary.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("first"), Path.of("../a checkout with spaces/unroll"));
        Files.createSymbolicLink(bin.resolve("second"), bin.resolve("first"));
        Run run = run(Map.of(), bin.resolve("second"), "inspect");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(Files.exists(root.resolve("target/app/current")));
    }

    @Test
    void whatChangedIsBuiltAgain() throws Exception {
        jdk("jdk", "25.0.3");
        workingMaven();
        run("inspect");
        age(root.resolve("target/app"), Instant.now().minusSeconds(30));
        run("inspect");
        assertEquals(1, builds());
        Files.setLastModifiedTime(root.resolve("cli/src/main/java/Main.java"), FileTime.from(Instant.now()));
        run("inspect");
        assertEquals(2, builds());
        age(root, Instant.now().minusSeconds(20));
        Files.delete(root.resolve("cli/src/main/java/Main.java"));
        run("inspect");
        assertEquals(3, builds());
    }

    @Test
    void aBuildThatFailsShowsItsLogAndLeavesNothing() throws Exception {
        jdk("jdk", "25.0.3");
        maven("echo 'error: ; expected'; exit 1\n");
        Run run = run("inspect");
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("error: ; expected\nunroll: the build failed"), run.err());
        assertEquals("", run.out());
        assertFalse(Files.exists(root.resolve("target/app/current")));
        workingMaven();
        assertEquals(0, run("inspect").exitCode());
    }

    @Test
    void firstRunsAtTheSameTimeBuildOnce() throws Exception {
        jdk("jdk", "25.0.3");
        maven("sleep 1; mkdir -p cli/target/app; echo jar >cli/target/app/unroll-cli-1.jar\n");
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(start(Map.of(), root.resolve("unroll"), "inspect"));
        }
        for (Process process : processes) {
            Run run = finish(process);
            assertEquals(0, run.exitCode(), run.err());
        }
        assertEquals(1, builds());
    }

    @Test
    void theLockOfAKilledBuildDoesNotLast() throws Exception {
        jdk("jdk", "25.0.3");
        workingMaven();
        Process dead = new ProcessBuilder("/bin/sh", "-c", "exit 0").start();
        dead.waitFor();
        Path lock = Files.createDirectories(root.resolve("target/app/lock"));
        Files.writeString(lock.resolve("pid"), dead.pid() + "\n");
        assertEquals(0, run("inspect").exitCode());
        assertEquals(1, builds());
        assertFalse(Files.exists(lock));
    }
}
