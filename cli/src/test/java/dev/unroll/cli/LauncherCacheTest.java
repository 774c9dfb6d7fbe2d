package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the launcher keeps so that short commands start fast. */
@DisabledOnOs(OS.WINDOWS)
class LauncherCacheTest extends LauncherTrial {

    /** Makes a JDK that writes the ahead-of-time cache it is asked for, and a line into {@code caches.log}. */
    private Path cachingJdk(String name) throws IOException {
        Path home = jdk(name, "25.0.3");
        String java = Files.readString(home.resolve("bin/java"));
        script(home.resolve("bin/java"), """
                for word in "$@"; do
                    case $word in
                        -XX:AOTCacheOutput=*) echo cache >"${word#*=}"; echo made >>'%s' ;;
                    esac
                done
                """.formatted(temporary.resolve("caches.log")) + java);
        return home;
    }

    private long caches() throws IOException {
        return Files.readAllLines(temporary.resolve("caches.log")).size();
    }

    private static List<Path> cachesOf(Run run) {
        return run.out()
                .lines()
                .filter(word -> word.startsWith("-XX:AOTCache="))
                .map(word -> Path.of(word.substring(word.indexOf('=') + 1)))
                .toList();
    }

    @Test
    void shortCommandsStartFromACacheThatIsMadeOnce() throws Exception {
        cachingJdk("jdk");
        workingMaven();
        for (String line : List.of("predict m text", "predict m", "inspect m", "--version")) {
            List<Path> caches = cachesOf(run(line.split(" ", -1)));
            assertEquals(1, caches.size(), line);
            assertEquals("cache\n", Files.readString(caches.getFirst()), line);
        }
        for (String line : List.of("train names", "quickstart", "evaluate m", "generate m")) {
            assertEquals(List.of(), cachesOf(run(line.split(" ", -1))), line);
        }
        assertEquals(1, caches());
        assertEquals(1, builds());
    }

    @Test
    void eachJdkHasACacheOfItsOwn() throws Exception {
        Path first = cachingJdk("first");
        Path second = cachingJdk("second");
        workingMaven();
        for (int i = 0; i < 2; i++) {
            for (Path home : List.of(first, second)) {
                Run run = run(Map.of("JAVA_HOME", home.toString()), root.resolve("unroll"), "inspect", "m");
                assertEquals(1, cachesOf(run).size());
            }
        }
        assertEquals(2, caches());
        assertEquals(1, builds());
    }

    @Test
    void aCacheThatCannotBeMadeIsNotMissed() throws Exception {
        jdk("jdk", "25.0.3");
        workingMaven();
        for (int i = 0; i < 2; i++) {
            Run run = run("predict", "m", "text");
            assertEquals(0, run.exitCode());
            assertEquals(List.of(), cachesOf(run));
            assertEquals(i == 0 ? "unroll: building\n" : "", run.err());
        }
    }
}
