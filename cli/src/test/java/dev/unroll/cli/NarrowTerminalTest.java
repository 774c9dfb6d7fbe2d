package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a terminal of 62 columns nothing is wider, except for words that are. */
class NarrowTerminalTest {

    private static final int COLUMNS = 62;
    private static final Map<String, String> NARROW =
            Map.of("UNROLL_COLUMNS", "" + COLUMNS, "UNROLL_OUT_COLUMNS", "" + COLUMNS);

    /** The last word of a line, and the first of the next. */
    private static final Pattern BROKEN = Pattern.compile("(?<=\\s)(\\S+)\\R\\s*(\\S+)");

    private static void assertFits(String text) {
        // A line of one word, a path say, or of a command to copy, is left whole.
        List<String> wide = text.lines()
                .filter(line -> line.length() > COLUMNS)
                .filter(line ->
                        !line.strip().startsWith("unroll ") && line.strip().split(" +").length > 2)
                .toList();
        assertEquals(List.of(), wide);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quickstart",
                "train",
                "resume",
                "verify",
                "evaluate",
                "predict",
                "generate",
                "cells",
                "inspect",
                "explain",
                "report",
                "lab gradients",
                "lab adding",
                "lab copy",
                "data list",
                "data get",
                "data check",
                "data path",
                "doctor"
            })
    void helpFits(String command) {
        String[] words = (command + " --help").split(" ");
        CommandRun run = CommandRun.with(NARROW, words);
        assertTrue(run.out().startsWith("Usage: unroll " + command), run.out());
        assertFits(run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "explain", "lab gradients", "lab adding", "data", "data check"})
    void helpBreaksNoWord(String command) {
        String[] words = (command + " --help").split(" ");
        List<String> helps = IntStream.rangeClosed(55, 82)
                .mapToObj(Integer::toString)
                .map(columns -> CommandRun.with(Map.of("UNROLL_COLUMNS", columns, "UNROLL_OUT_COLUMNS", columns), words)
                        .out())
                .toList();
        Set<String> whole =
                helps.stream().flatMap(help -> Stream.of(help.split("\\s+"))).collect(Collectors.toSet());
        List<String> broken = helps.stream()
                .flatMap(help -> BROKEN.matcher(help).results())
                .map(found -> found.group(1) + found.group(2))
                .filter(whole::contains)
                .distinct()
                .toList();
        assertEquals(List.of(), broken);
    }

    @Test
    void theListOfCommandsFits() {
        assertFits(CommandRun.with(NARROW, "--help").out());
    }

    @Test
    void aTrainingAndWhatComesAfterItFit(@TempDir Path directory) throws IOException {
        Path data = SmallData.folder(directory);
        Path run = directory.resolve("r");
        CommandRun trained = CommandRun.with(NARROW, SmallData.train(data, run));
        assertEquals(ExitCode.DONE, trained.exitCode(), trained.err());
        assertFits(trained.out());
        String model = run.toString();
        assertFits(CommandRun.with(NARROW, "evaluate", model).out());
        assertFits(CommandRun.with(NARROW, "inspect", model).out());
        assertFits(CommandRun.with(NARROW, "data", "check", data.toString()).out());
        String page = directory.resolve("p.html").toString();
        assertFits(
                CommandRun.with(NARROW, "explain", model, "aebu", "--out", page).out());
        assertFits(CommandRun.with(NARROW, "predict", model, "aebu").out());
    }

    @Test
    void whatUnrollRunsOnFits() {
        CommandRun run = CommandRun.with(NARROW, "doctor");
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertFits(run.out());
    }

    @Test
    void theListOfDataSetsFits() {
        assertFits(CommandRun.with(NARROW, "data", "list").out());
    }

    @Test
    void theGradientsOfTheLabFit(@TempDir Path directory) {
        String page = directory.resolve("p.html").toString();
        CommandRun run = CommandRun.with(NARROW, "lab", "gradients", "--hidden", "2", "--length", "5", "--out", page);
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertFits(run.out());
    }

    @Test
    void whatIsPipedIsTheSameAsEver() {
        assertEquals(
                CommandRun.of("data", "list").out(),
                CommandRun.with(Map.of("UNROLL_COLUMNS", "" + COLUMNS), "data", "list")
                        .out());
    }
}
