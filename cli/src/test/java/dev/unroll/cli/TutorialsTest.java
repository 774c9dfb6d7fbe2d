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

    private static Path folder = Path.of("");

    /** What each program printed, by its name. */
    private static final Map<String, String> PRINTED = new HashMap<>();

    @BeforeAll
    static void runThePrograms(@TempDir Path temporary) throws IOException, InterruptedException {
        folder = temporary;
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

    private static Path compile(List<TutorialProgram> programs) throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        // A program that says import module needs core as a module, to compile and not to run.
        String modules = placeOf(Cell.class) + System.getProperty("path.separator") + placeOf(Gson.class);
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
        arguments.addAll(List.of("--module-path", modules, "--add-modules", "dev.unroll.core"));
        programs.forEach(program -> arguments.add(program.source().toString()));
        int exit = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertEquals(0, exit, "the programs of the tutorials do not compile; javac says why above");
        return classes;
    }

    static Stream<TutorialProgram> programs() throws IOException {
        return pages().flatMap(page -> page.programs(PROGRAMS).stream());
    }

    static Stream<TutorialPage> pages() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            List<Path> pages = files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
            return pages.stream().map(TutorialPage::read);
        }
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
        try (Stream<Path> files = Files.list(PROGRAMS)) {
            assertEquals(new TreeSet<>(files.toList()), shown);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theCommandsPrintWhatThePageSays(TutorialPage page) throws Exception {
        List<TutorialCommand> commands = page.commands();
        Path here = Files.createDirectories(folder.resolve(page.name()));
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
