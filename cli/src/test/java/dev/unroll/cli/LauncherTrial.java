package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A copy of the repository's skeleton with the launcher, run by sh, and a Maven and JDKs that only pretend. */
abstract class LauncherTrial {

    /** What the launcher uses of the system; everything else must come from the fake directories. */
    private static final List<String> TOOLS = List.of(
            "sh",
            "cat",
            "cp",
            "date",
            "dirname",
            "find",
            "grep",
            "head",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "stty",
            "touch");

    /** What makes a terminal, if it is there. */
    static final Path SCRIPT = Path.of("/usr/bin/script");

    private final Map<Process, Path> errors = new HashMap<>();
    Path temporary;
    Path root;
    Path tools;
    Path jdks;
    Path mavenLog;

    @BeforeEach
    void makeRepository(@TempDir Path temporary) throws IOException {
        this.temporary = temporary;
        root = Files.createDirectories(temporary.resolve("a checkout with spaces"));
        tools = Files.createDirectories(temporary.resolve("tools"));
        jdks = Files.createDirectories(temporary.resolve("my jdks"));
        mavenLog = temporary.resolve("maven.log");
        Path repository = Path.of("..").toAbsolutePath().normalize();
        Files.copy(repository.resolve("unroll"), root.resolve("unroll"));
        Files.copy(repository.resolve("pom.xml"), root.resolve("pom.xml"));
        Files.createDirectories(root.resolve("cli/src/main/java"));
        Files.writeString(root.resolve("cli/src/main/java/Main.java"), "class Main {}");
        Files.writeString(root.resolve("cli/pom.xml"), "<project/>");
        age(root, Instant.now().minusSeconds(60));
        for (String tool : TOOLS) {
            Path found = Stream.of("/bin", "/usr/bin")
                    .map(directory -> Path.of(directory, tool))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(tools.resolve(tool), found);
        }
    }

    /** Makes everything as old as {@code instant}, so that builds need no second to be younger. */
    static void age(Path directory, Instant instant) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(instant));
            }
        }
    }

    static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Makes a JDK that prints its arguments, one a line. */
    Path jdk(String name, String version) throws IOException {
        Path home = jdks.resolve(name);
        script(home.resolve("bin/java"), """
                case " $* " in
                    *" -XshowSettings:properties "*) echo "    java.home = %s" >&2 ;;
                    *" -version "*) echo 'openjdk version "%s" 2026-04-21' >&2 ;;
                    *) printf '%%s\\n' "$@" ;;
                esac
                """.formatted(home, version));
        script(home.resolve("bin/javac"), "");
        return home;
    }

    void maven(String body) throws IOException {
        script(tools.resolve("mvn"), "echo \"$JAVA_HOME: $*\" >>'" + mavenLog + "'\n" + body);
    }

    void workingMaven() throws IOException {
        maven("mkdir -p cli/target/app; echo jar >cli/target/app/unroll-cli-1.jar\n");
    }

    long builds() throws IOException {
        return Files.exists(mavenLog) ? Files.readAllLines(mavenLog).size() : 0;
    }

    record Run(int exitCode, String out, String err) {}

    Run run(Map<String, String> environment, Path script, String... args) throws Exception {
        return finish(start(environment, script, args));
    }

    Run run(String... args) throws Exception {
        return run(Map.of(), root.resolve("unroll"), args);
    }

    /** Runs with {@code input} as stdin. */
    Run runOn(Path input, String... args) throws Exception {
        return finish(start(ProcessBuilder.Redirect.from(input.toFile()), Map.of(), root.resolve("unroll"), args));
    }

    /** Runs {@code unroll} with these words and redirections, as a shell reads them. */
    Run runRedirected(String line) throws Exception {
        return finish(start(
                ProcessBuilder.Redirect.PIPE,
                Map.of(),
                List.of("/bin/sh", "-c", "exec /bin/sh '" + root.resolve("unroll") + "' " + line)));
    }

    /** Runs on a terminal of its own, of this kind, that util-linux's {@code script} makes. */
    Run runOnTerminal(String kind, String command) throws Exception {
        String line = "/bin/sh '" + root.resolve("unroll") + "' " + command;
        return finish(start(
                ProcessBuilder.Redirect.PIPE,
                Map.of("TERM", kind),
                List.of(SCRIPT.toString(), "-qec", line, "/dev/null")));
    }

    Process start(Map<String, String> environment, Path script, String... args) throws IOException {
        return start(ProcessBuilder.Redirect.PIPE, environment, script, args);
    }

    private Process start(ProcessBuilder.Redirect input, Map<String, String> environment, Path script, String... args)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
        command.addAll(List.of(args));
        return start(input, environment, command);
    }

    private Process start(ProcessBuilder.Redirect input, Map<String, String> environment, List<String> command)
            throws IOException {
        var builder = new ProcessBuilder(command).directory(temporary.toFile()).redirectInput(input);
        Path err = Files.createTempFile(temporary, "run", ".err");
        builder.redirectError(err.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of("PATH", tools.toString(), "HOME", temporary.toString(), "UNROLL_JDKS", jdks.toString()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        errors.put(process, err);
        return process;
    }

    Run finish(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return new Run(process.exitValue(), out, Files.readString(errors.get(process)));
    }
}
