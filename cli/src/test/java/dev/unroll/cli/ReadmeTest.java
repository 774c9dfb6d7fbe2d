package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import dev.unroll.core.cell.Cell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps the README and the pages beside it true: programs, figures, links, names of commands. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..");
    private static final Path README = ROOT.resolve("README.md");
    private static final Path DOCS = ROOT.resolve("docs");

    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern COMMAND = Pattern.compile("\\./unroll ([a-z]+)(?: ([a-z-]+))?");

    private final Path folder;

    ReadmeTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theFrontDoorTrainsLoadsAndAsksAndPrintsWhatStandsBelowIt() throws IOException, InterruptedException {
        Path source = Files.writeString(
                folder.resolve("Words.java"), blocks(README, "java").get(1));
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(java(), "-cp", System.getProperty("java.class.path"), source.toString())
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();

        assertEquals(0, process.waitFor(), Files.readString(folder.resolve("err.txt")));
        assertEquals(blocks(README, "text").get(1), Files.readString(out));
    }

    @Test
    void everyProgramCompiles() throws IOException {
        int number = 0;
        for (Path page : pages().filter(Predicate.not(ReadmeTest::isOfEngines)).toList()) {
            for (String program : blocks(page, "java")) {
                if (program.contains("import org.apache.")) {
                    // Engines of clusters are in other modules, whose tests run these programs.
                    continue;
                }
                Path place = Files.createDirectory(folder.resolve("program" + number++));
                Path source = Files.writeString(place.resolve("Program.java"), program);
                assertEquals(
                        0, compile(source), page + " shows what does not compile; javac says why above\n" + program);
            }
        }
        assertTrue(number > 5, "only " + number + " programs");
    }

    @Test
    void theFiguresOfTheChartAreThoseThatWereMeasured() throws IOException {
        String measured = Files.readString(DOCS.resolve("performance.md"));
        List<String> shown = Pattern.compile("class='value'[^>]*>([^<]*)<")
                .matcher(Files.readString(DOCS.resolve("speed.svg")))
                .results()
                .map(figure -> figure.group(1).replace('\u00a0', ' '))
                .toList();

        assertEquals(16, shown.size());
        assertEquals(
                List.of(),
                shown.stream()
                        .filter(Predicate.not(figure -> measured.contains("| " + figure + " |")))
                        .toList());
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        for (Path page : pages().toList()) {
            LINK.matcher(Files.readString(page)).results().forEach(link -> {
                Path target = page.resolveSibling(link.group(1));
                assertTrue(Files.exists(target), page + " links to " + target + ", which is not there");
            });
        }
    }

    @Test
    void everyCommandHasItsHelp() throws IOException {
        List<String> commands = pages().flatMap(
                        page -> COMMAND.matcher(read(page)).results())
                .map(command -> command.group(1))
                .distinct()
                .filter(Predicate.not("bench"::equals))
                .toList();
        assertTrue(commands.size() > 8, commands.toString());
        for (String command : commands) {
            assertTrue(CommandRun.of(command, "--help").out().startsWith("Usage: unroll " + command), command);
        }
    }

    @Test
    void everyRecipeThatATrainingNamesExists() throws IOException {
        List<String> recipes = pages().flatMap(
                        page -> COMMAND.matcher(read(page)).results())
                .filter(command -> command.group(1).equals("train") && command.group(2) != null)
                .map(command -> command.group(2))
                .distinct()
                .filter(Predicate.not(
                        List.of("mine", "reviews", "gestures", "houses", "sales", "recordings", "pairs")::contains))
                .toList();
        assertTrue(recipes.size() > 8, recipes.toString());
        for (String recipe : recipes) {
            assertEquals("", CommandRun.of("train", recipe, "--print-config").err(), recipe);
        }
    }

    /** Returns the README and the pages that are no tutorials, which have a test of their own. */
    private static Stream<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(DOCS)) {
            List<Path> pages = files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
            return Stream.concat(Stream.of(README), pages.stream());
        }
    }

    /** Returns whether the programs of a page need jars of the profile cluster, whose modules compile and run them. */
    private static boolean isOfEngines(Path page) {
        return page.endsWith("streams.md") || page.endsWith("spark.md");
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the code blocks of a language. */
    private static List<String> blocks(Path page, String language) {
        return Pattern.compile("^```" + language + "\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(read(page))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** Compiles a program: core as a module for those that say import module, all else from the class path. */
    private static int compile(Path source) {
        String modules = placeOf(Cell.class) + System.getProperty("path.separator") + placeOf(Gson.class);
        return ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-d",
                        source.resolveSibling("classes").toString(),
                        "--module-path",
                        modules,
                        "--add-modules",
                        "dev.unroll.core",
                        "--class-path",
                        System.getProperty("java.class.path"),
                        source.toString());
    }

    private static Path placeOf(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
