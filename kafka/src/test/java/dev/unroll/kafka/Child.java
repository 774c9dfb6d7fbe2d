package dev.unroll.kafka;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own, with the class path of the tests, which may be killed. */
final class Child {

    private final Process process;
    private final Path output;

    private Child(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts a class, of a folder or the class path; what it prints goes to a file. */
    static Child start(Path output, Path classes, String heap, String... program) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path")));
        command.addAll(List.of(program));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        return new Child(process, output);
    }

    /** Waits until it has ended well. */
    void join() throws IOException, InterruptedException {
        if (process.waitFor() != 0) {
            throw new AssertionError(printed());
        }
    }

    /** Kills it as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Throws what it printed if it has ended. */
    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError(printed());
        }
    }

    private String printed() throws IOException {
        return process.info() + "\n" + Files.readString(output);
    }
}
