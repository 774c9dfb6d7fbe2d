package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import dev.unroll.core.cell.Cell;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keeps the tutorials true: every program that they show is the file it is named after, and prints what stands below it;
 * every {@code console} block is what the commands in it print.
 */
class TutorialsTest {

    private static final Path PAGES = Path.of("..", "docs", "tutorials");
    private static final Path PROGRAMS = PAGES.resolve("code");
    private static final Path DATA = PAGES.resolve("data");

    private static Path folder = Path.of("");

    /** What each program printed, by its name. */
    private static final Map<String, String> PRINTED = new HashMap<>();

    @BeforeAll
    static void runThePrograms(@TempDir Path temporary) throws IOException, InterruptedException {
        folder = temporary;
        putData(folder);
        List<TutorialProgram> programs = programs().toList();
        Path classes = compile(programs);

        String classPath = System.getProperty("java.class.path") + System.getProperty("path.separator") + classes;
        List<String> line = java(classPath, TutorialConsole.Programs.class);
        programs.forEach(program -> line.add(program.name()));
        String[] printed = run(line, folder).split(TutorialConsole.END, 0);
        for (int i = 0; i < programs.size(); i++) {
            PRINTED.put(programs.get(i).name(), printed[i]);
        }
    }

    /** Puts what the programs wrote where the commands after them look for it. */
    private static void putTables(Path reader) throws IOException {
        for (Path file : filesOf(folder)) {
            if (file.toString().endsWith(".csv")) {
                Files.copy(file, reader.resolve(file.getFileName()));
            }
        }
    }

    /** Puts the data of the tutorials where a reader has them, who types in a clone of the repository. */
    private static void putData(Path reader) throws IOException {
        Path there = Files.createDirectories(reader.resolve("docs", "tutorials", "data"));
        for (Path file : filesOf(DATA)) {
            Files.copy(file, there.resolve(file.getFileName()));
        }
    }

    private static List<Path> filesOf(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.sorted().toList();
        }
    }

    private static Path compile(List<TutorialProgram> programs) throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        // A program that says import module needs core as a module, to compile and not to run.
        String modules = placeOf(Cell.class) + System.getProperty("path.separator") + placeOf(Gson.class);
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
        arguments.addAll(List.of("--module-path", modules, "--add-modules", "dev.unroll.core"));
        arguments.addAll(List.of("--class-path", System.getProperty("java.class.path")));
        programs.forEach(program -> arguments.add(program.source().toString()));
        int exit = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertEquals(0, exit, "the programs of the tutorials do not compile; javac says why above");
        return classes;
    }

    static Stream<TutorialProgram> programs() throws IOException {
        return pages().flatMap(page -> page.programs(PROGRAMS).stream());
    }

    static Stream<TutorialPage> pages() throws IOException {
        return filesOf(PAGES).stream()
                .filter(file -> file.toString().endsWith(".md"))
                .map(TutorialPage::read);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void aProgramIsItsFileAndPrintsWhatThePageSays(TutorialProgram program) throws IOException {
        assertEquals(Files.readString(program.source()), program.shown(), "the page shows another " + program);
        assertEquals(
                program.printed(),
                PRINTED.get(program.name()),
                "the page says that " + program + " prints something else");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyJavaBlockIsAProgram(TutorialPage page) {
        assertEquals(page.javaBlocks(), page.programs(PROGRAMS).size(), "a program without its file or its output");
    }

    @Test
    void everyProgramIsInAPage() throws IOException {
        var shown = new TreeSet<>(programs().map(TutorialProgram::source).toList());
        assertEquals(new TreeSet<>(filesOf(PROGRAMS)), shown);
    }

    @Test
    void theDataAreWhatThePagesSay() throws IOException {
        Map<String, String> shown = new HashMap<>();
        pages().forEach(page -> shown.putAll(page.data()));
        for (Path file : filesOf(DATA)) {
            String begins = shown.getOrDefault(file.getFileName().toString(), "(no page shows it)");
            assertTrue(Files.readString(file).startsWith(begins), file + " begins otherwise than " + begins);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theCommandsPrintWhatThePageSays(TutorialPage page) throws Exception {
        List<TutorialCommand> commands = page.commands();
        Path here = Files.createDirectories(folder.resolve(page.name()));
        putData(here);
        putTables(here);
        List<String> line = java(System.getProperty("java.class.path"), TutorialConsole.Commands.class);
        commands.forEach(command -> line.add(command.toString()));

        List<String> printed =
                commands.isEmpty() ? List.of() : List.of(run(line, here).split(TutorialConsole.END, 0));
        for (int i = 0; i < commands.size(); i++) {
            TutorialCommand command = commands.get(i);
            assertTrue(command.allows(printed.get(i)), page.name() + ": " + command + " printed\n" + printed.get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(TutorialPage page) {
        for (String link : page.links()) {
            assertTrue(Files.exists(PAGES.resolve(link)), page.name() + " links to " + link + ", which is not there");
        }
    }

    /** Returns a command line for what lives a second, to which arguments may be added. */
    private static List<String> java(String classPath, Class<?> main) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ArrayList<>(
                List.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath, main.getName()));
    }

    private static Path placeOf(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    /** Returns what a command prints to stdout; without the incubator module, whose bits are the same. */
    private static String run(List<String> command, Path directory) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        int exit = process.waitFor();
        assertEquals(0, exit, Files.readString(err));
        return Files.readString(out);
    }
}
