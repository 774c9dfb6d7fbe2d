package dev.unroll.spark;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * A Spark as it is installed, made of the jars that Maven brought, and programs that are submitted to it. Their executors are
 * processes of their own on this machine.
 *
 * @param home {@code SPARK_HOME}
 * @param settings of Spark that all programs have, {@code key=value}
 */
record LocalCluster(Path home, List<String> settings) {

    /** What comes in the one jar, under another name. */
    private static final List<String> OURS = List.of("gson-", "jmustache-", "fastcsv-", "tomlj-");

    /** Makes an installation in a folder, in the place of one that is there. */
    static LocalCluster in(Path folder) throws IOException {
        Path jars = Files.createDirectories(folder.resolve("jars"));
        try (Stream<Path> old = Files.list(jars)) {
            for (Path link : old.toList()) {
                Files.delete(link);
            }
        }
        for (String entry : System.getProperty("java.class.path").split(System.getProperty("path.separator"), -1)) {
            Path jar = Path.of(entry);
            String name = jar.getFileName().toString();
            // What is ours, or comes with it, comes in the jar that is submitted.
            if (entry.endsWith(".jar")
                    && !entry.contains("unroll")
                    && OURS.stream().noneMatch(name::startsWith)) {
                // Whatever stands twice on the class path counts once.
                Files.deleteIfExists(jars.resolve(name));
                Files.createSymbolicLink(jars.resolve(name), jar.toAbsolutePath());
            }
        }
        return new LocalCluster(folder.toAbsolutePath(), List.of());
    }

    /** Returns the same, on which all programs have one more of Spark's settings, {@code key=value}. */
    LocalCluster with(String setting) {
        return new LocalCluster(
                home, Stream.concat(settings.stream(), Stream.of(setting)).toList());
    }

    /**
     * Submits a program of the tests as {@code spark-submit} does, and returns what it printed.
     *
     * @param executors of one core each, which Spark starts for it
     * @param jar that it needs beside Spark
     */
    String submit(int executors, Path jar, Class<?> program, List<String> arguments)
            throws IOException, InterruptedException {
        return submit("local-cluster[" + executors + ",1,1024]", executors, jar, program, arguments);
    }

    /**
     * Submits a program to a master.
     *
     * @param executors of one core each, for which there must be workers
     */
    String submit(String master, int executors, Path jar, Class<?> program, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> submission = new ArrayList<>(List.of(
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                master,
                "--total-executor-cores",
                Integer.toString(executors),
                "--driver-memory",
                "1g",
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--conf",
                "spark.driver.bindAddress=127.0.0.1",
                "--conf",
                "spark.ui.enabled=false",
                "--conf",
                "spark.scheduler.minRegisteredResourcesRatio=1.0"));
        settings.forEach(setting -> submission.addAll(List.of("--conf", setting)));
        submission.addAll(List.of(
                "--jars",
                jar.toAbsolutePath().toString(),
                "--class",
                program.getName(),
                jarOf(program).toString()));
        submission.addAll(arguments);
        return printed(command(submission));
    }

    /** Returns the command that Spark's launcher makes of one of its classes and arguments, with the flags that it adds. */
    List<String> command(List<String> submission) throws IOException, InterruptedException {
        List<String> launcher = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                home.resolve("jars") + "/*",
                "org.apache.spark.launcher.Main"));
        launcher.addAll(submission);
        // Its words end in zeros, after one that says that they begin.
        String words = printed(launcher);
        return List.of(words.substring(words.indexOf("\0\n") + 2).split("\0"));
    }

    private String printed(List<String> command) throws IOException, InterruptedException {
        Path out = home.resolve("out.txt");
        Path err = home.resolve("err.txt");
        Process process = started(command, out, err);
        try {
            if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " failed:\n" + Files.readString(err));
            }
        } finally {
            process.destroy();
        }
        return Files.readString(out);
    }

    /** Starts a process of this installation. */
    Process started(List<String> command, Path out, Path err) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment()
                .putAll(Map.of(
                        "SPARK_HOME",
                        home.toString(),
                        "SPARK_SCALA_VERSION",
                        "2.13",
                        "SPARK_LOCAL_IP",
                        "127.0.0.1",
                        "JAVA_HOME",
                        System.getProperty("java.home")));
        return builder.start();
    }

    /** Returns a jar of the classes of the tests, as an application has one of its own. */
    private Path jarOf(Class<?> program) throws IOException {
        Path jar = home.resolve("application.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes(program))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new JarEntry(classes(program).relativize(file).toString()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return jar;
    }

    private static Path classes(Class<?> program) {
        try {
            return Path.of(
                    program.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
