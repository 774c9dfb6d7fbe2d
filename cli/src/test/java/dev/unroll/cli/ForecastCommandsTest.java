package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forecasting, as a user with a spreadsheet of two columns of numbers does it. */
final class ForecastCommandsTest {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    @TempDir
    private static Path folder = Path.of("");

    private static Path table = Path.of("");
    private static Path model = Path.of("");
    private static CommandRun training = CommandRun.of("--version");

    @BeforeAll
    static void train() throws IOException {
        table = folder.resolve("sales.csv");
        Files.writeString(table, sales(120));
        model = folder.resolve("run");
        training = CommandRun.of(
                "train",
                table.toString(),
                "--set",
                "decimal=comma",
                "--set",
                "epochs=3",
                "--set",
                "loss=quantile",
                "--set",
                "hidden_size=8",
                "--out",
                model.toString());
    }

    /** Returns a table as a German spreadsheet saves it. */
    private static String sales(int days) {
        var text = new StringBuilder(BYTE_ORDER_MARK + "Tag;Kuchen;Brot\r\n");
        for (int day = 0; day < days; day++) {
            double cakes = 20 + 5 * StrictMath.sin(2 * Math.PI * day / 7) + 0.1 * (day * 7919 % 13);
            double bread = 100 + day % 7;
            LocalDate date = LocalDate.of(2024, 1, 1).plusDays(day);
            text.append(String.format(java.util.Locale.GERMANY, "%td.%<tm.%<tY;%.2f;%.1f%n", date, cakes, bread)
                    .replace("\n", "\r\n"));
        }
        return text.toString();
    }

    private static CommandRun ask(String... args) {
        return CommandRun.of(args);
    }

    @Test
    void aTableIsLearnedWithoutARecipe() {
        assertEquals(ExitCode.DONE, training.exitCode(), training::err);
        assertTrue(
                training.err()
                        .contains(
                                "sales.csv: 2 series of 120 values in the median, 1 day apart; so the values to come of each"
                                        + " series, as the recipe passengers does it"),
                training::err);
        assertTrue(training.out().contains("repeat the last season, 7 steps"), training::out);
        assertTrue(training.out().contains("coverage"), training::out);
    }

    @Test
    void whatWasHeldOutIsScoredAgain() {
        CommandRun run = ask("evaluate", model.toString());
        assertEquals(ExitCode.DONE, run.exitCode(), run::err);
        String row = training.out()
                .lines()
                .filter(line -> line.startsWith("this model  "))
                .findFirst()
                .orElseThrow();
        assertTrue(
                run.out()
                        .lines()
                        .anyMatch(line -> line.split("\\s+").length == row.split("\\s+").length
                                && List.of(line.split("\\s+")).equals(List.of(row.split("\\s+")))),
                run::out);
    }

    @Test
    void seriesGoOnInTheNotationOfTheirTimes() {
        CommandRun run = ask("forecast", model.toString());
        assertEquals("", run.err());
        List<String> lines = run.out().lines().toList();
        assertEquals(15, lines.size(), run::out);
        assertTrue(lines.getFirst().matches("series +time +forecast +q0.1 +q0.5 +q0.9"), run::out);
        assertTrue(lines.get(1).startsWith("Kuchen  30.04.2024  "), run::out);
        assertTrue(lines.getLast().startsWith("Brot    06.05.2024  "), run::out);
    }

    @Test
    void commaSeparatedValuesHaveAllDigits() {
        CommandRun run = ask("forecast", model.toString(), "--csv", "--series", "Brot");
        List<String> lines = run.out().lines().toList();
        assertEquals("series,time,forecast,q0.1,q0.5,q0.9", lines.getFirst());
        String[] fields = lines.get(1).split(",", -1);
        assertEquals(List.of("Brot", "30.04.2024"), List.of(fields[0], fields[1]));
        assertEquals(fields[2], fields[4]);
        assertTrue(Double.parseDouble(fields[3]) <= Double.parseDouble(fields[4]), run::out);
    }

    @Test
    void newerDataOfTheSameColumnsGoOn() throws IOException {
        Path newer = folder.resolve("newer.csv");
        Files.writeString(newer, sales(150));
        CommandRun run = ask("forecast", model.toString(), "--data", newer.toString(), "--json");
        assertTrue(run.out().contains("\"30.05.2024\""), run::out);
        assertTrue(run.out().contains("\"quantiles\": {"), run::out);
    }

    @Test
    void typedValuesHaveTheDecimalMarkOfTheTraining() {
        String points = IntStream.range(0, 40).mapToObj(i -> 10 + i % 7 + ".5").collect(Collectors.joining(" "));
        CommandRun commas = ask("predict", model.toString(), points.replace('.', ','));
        assertEquals(ExitCode.DONE, commas.exitCode(), commas.err());
        CommandRun streamed = streamed(points.replace('.', ',').replace(' ', '\n') + "\n");
        assertEquals(ExitCode.DONE, streamed.exitCode(), streamed.err());
        CommandRun wrong = ask("predict", model.toString(), points);
        assertTrue(wrong.err().contains("a value of a series must be a number but is \"10.5\""), wrong.err());
    }

    @Test
    void dataThatWereMovedAreAskedFor() throws IOException {
        Path moved = Files.move(table, folder.resolve("moved.csv"));
        CommandRun run = ask("forecast", model.toString());
        Files.move(moved, table);
        assertEquals(
                "unroll: there is no file or folder " + table
                        + "; check the path, or say where the data of the training are now by --data PATH",
                run.err().strip());
        assertEquals(ExitCode.DATA, run.exitCode());
    }

    @Test
    void aPictureIsDrawnOfOneSeries() throws IOException {
        Path picture = folder.resolve("brot.svg");
        CommandRun run = ask("forecast", model.toString(), "--series", "Brot", "--plot", picture.toString());
        assertTrue(run.err().startsWith("drew "), run::err);
        String svg = Files.readString(picture);
        assertTrue(svg.startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns="), svg);
        assertTrue(svg.contains("class=\"fan\""), svg);
    }

    @Test
    void aPictureThatIsNamedAsAnotherKindIsRefused() {
        CommandRun run = ask("forecast", model.toString(), "--series", "Brot", "--plot", "brot.PNG");
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertEquals(
                "unroll: --plot draws a picture in SVG, so the name of the file must end with .svg but is brot.PNG"
                        + System.lineSeparator(),
                run.err());
        assertFalse(Files.exists(Path.of("brot.PNG")));
    }

    @Test
    void aPictureOfSeveralSeriesIsRefused() {
        CommandRun run = ask("forecast", model.toString(), "--plot", "x.svg");
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertEquals(
                "unroll: --plot draws one series, but there are 2; name one: --series Kuchen" + System.lineSeparator(),
                run.err());
        assertFalse(Files.exists(Path.of("x.svg")));
    }

    @Test
    void aPictureTakesThePlaceOfAPictureAlone() throws IOException {
        Path notes = Files.writeString(folder.resolve("notes.svg"), "dear diary");
        CommandRun run = ask("forecast", model.toString(), "--series", "Brot", "--plot", notes.toString());
        assertEquals(ExitCode.DATA, run.exitCode());
        assertEquals(
                "unroll: " + notes + " is a file that is no picture in SVG, so it is not replaced"
                        + System.lineSeparator(),
                run.err());
        assertEquals("dear diary", Files.readString(notes));
        Files.writeString(notes, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        assertEquals(
                ExitCode.DONE,
                ask("forecast", model.toString(), "--series", "Brot", "--plot", notes.toString())
                        .exitCode());
        assertTrue(Files.readString(notes).contains("class=\"fan\""));
    }

    @Test
    void aPictureOfAnotherKindIsRefused() {
        CommandRun run = ask("forecast", model.toString(), "--series", "Brot", "--plot", "x.png");
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertEquals(
                "unroll: --plot draws a picture in SVG, so the name of the file must end with .svg but is x.png"
                        + System.lineSeparator(),
                run.err());
    }

    @Test
    void aStreamAnswersEachValueInALine() {
        CommandRun run = CommandRun.reading(
                "101\n102\nnone\n103\n", "forecast", model.toString(), "--stream", "--series", "Brot");
        List<String> lines = run.out().lines().toList();
        assertEquals(4, lines.size());
        assertEquals(7, lines.get(3).split("\t").length, run::out);
        assertEquals("", lines.get(2));
        assertEquals(ExitCode.DATA, run.exitCode());
        assertTrue(
                run.err().contains("line 3 of stdin: a value of a series must be a number but is \"none\""), run::err);
    }

    @Test
    void aStreamHasTheDecimalMarkThatIsAskedFor() {
        CommandRun points = streamed("101.5\n102.5\n", "--set", "decimal=point");
        assertEquals(ExitCode.DONE, points.exitCode(), points::err);
        assertEquals(streamed("101,5\n102,5\n").out(), points.out());
        assertEquals(
                "unroll: line 1 of stdin: a value of a series must be a number but is \"101.5\", which is one with --set"
                        + " decimal=point",
                streamed("101.5\n").err().strip());
        assertEquals(
                "unroll: line 1 of stdin: a value of a series must be a number but is \"1 2\"; write a value a line",
                streamed("1 2\n").err().strip());
    }

    @Test
    void whatSaysNothingOfAStreamIsRefused() {
        CommandRun lowercase = streamed("101\n", "--lowercase");
        assertEquals(ExitCode.USAGE, lowercase.exitCode());
        assertEquals(
                "unroll: --stream reads a value a line, so of how data are read (data.lowercase=true) decimal alone means"
                        + " something; leave the rest out",
                lowercase.err().strip());
        CommandRun unknown = streamed("101\n", "--set", "colour=red");
        assertEquals(ExitCode.USAGE, unknown.exitCode());
        assertTrue(unknown.err().contains("unknown key colour"), unknown::err);
    }

    @Test
    void aStreamOfASeriesThatIsNotKnownSaysSo() {
        CommandRun run = streamed("101\n", "--series", "Brott");
        assertEquals(ExitCode.DONE, run.exitCode());
        assertEquals(
                "the model learned no series \"Brott\" (did you mean Brot?), so its values are scaled by themselves; it"
                        + " learned Kuchen, Brot",
                run.err().strip());
        assertEquals("", streamed("101\n", "--series", "Brot").err());
    }

    private static CommandRun streamed(String lines, String... more) {
        List<String> arguments = new ArrayList<>(List.of("forecast", model.toString(), "--stream"));
        arguments.addAll(List.of(more));
        return CommandRun.reading(lines, arguments.toArray(String[]::new));
    }

    @Test
    void errorsAreNoPartsOfAWhole() {
        CommandRun run = ask("inspect", model.toString());
        assertEquals(ExitCode.DONE, run.exitCode(), run::err);
        assertTrue(run.out().contains("\nscores on held-out windows\n"), run.out());
        assertTrue(run.out().contains("says the next 7 values of a series, out of the last 28 values"), run::out);
        String scores = run.out()
                .lines()
                .filter(line -> line.contains("this model  "))
                .findFirst()
                .orElseThrow();
        assertTrue(scores.matches(".*mase +\\d+\\.\\d{3} .*smape +\\d+\\.\\d{3} .*coverage +[\\d.]+ %.*"), scores);
    }

    @Test
    void typedValuesGoOn() {
        CommandRun run = ask("predict", model.toString(), "20 22 25 24 20 16 15");
        assertEquals("", run.err());
        assertEquals(7, run.out().strip().split("  ").length, run::out);
    }

    @Test
    void aSeriesThatIsNotThereIsNamed() {
        CommandRun run = ask("forecast", model.toString(), "--series", "Torte");
        assertEquals(ExitCode.DATA, run.exitCode());
        assertEquals("unroll: sales.csv has no series Torte; it has Kuchen, Brot" + System.lineSeparator(), run.err());
    }

    @Test
    void theSameBitsComeOutOfAnyNumberOfThreads() throws IOException {
        byte[][] weights = new byte[2][];
        for (int threads = 1; threads <= 2; threads++) {
            Path out = folder.resolve("threads-" + threads);
            CommandRun run = ask(
                    "train",
                    "passengers",
                    "--data",
                    table.toString(),
                    "--set",
                    "decimal=comma",
                    "--set",
                    "test_span=14",
                    "--set",
                    "epochs=2",
                    "--set",
                    "lookback=14",
                    "--set",
                    "segment=7",
                    "--quiet",
                    "--threads",
                    Integer.toString(threads),
                    "--out",
                    out.toString());
            assertEquals(ExitCode.DONE, run.exitCode(), run::err);
            weights[threads - 1] = Files.readAllBytes(out.resolve("model/model.safetensors"));
        }
        assertArrayEquals(weights[0], weights[1]);
    }

    @Test
    void aHorizonThatNothingIsLongEnoughForIsTold() {
        CommandRun run = ask(
                "train",
                "passengers",
                "--data",
                table.toString(),
                "--set",
                "decimal=comma",
                "--set",
                "horizon=100",
                "--set",
                "test_span=10",
                "--out",
                folder.resolve("none").toString());
        assertEquals(ExitCode.DATA, run.exitCode());
        assertTrue(
                run.err()
                        .contains(
                                "sales.csv has no window of 100 values to forecast in the test part: make model.horizon or"
                                        + " model.lookback (36) smaller, or data.test_span larger"),
                run::err);
    }

    @Test
    void missingValuesAreMaskedAndForecastsGoOnFromThem() throws IOException {
        Path gappy = folder.resolve("gappy.csv");
        List<String> lines = sales(120).lines().toList();
        var kept = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (i % 11 != 10) {
                kept.append(i % 17 == 16 ? line.substring(0, line.lastIndexOf(';') + 1) : line)
                        .append('\n');
            }
        }
        Files.writeString(gappy, kept);
        String run = folder.resolve("masked").toString();
        CommandRun trained = ask(
                "train",
                gappy.toString(),
                "--set",
                "decimal=comma",
                "--set",
                "missing=mask",
                "--set",
                "epochs=2",
                "--set",
                "hidden_size=8",
                "--out",
                run);
        assertEquals(ExitCode.DONE, trained.exitCode(), trained::err);
        assertFalse(trained.out().contains("NaN"), trained::out);
        CommandRun goesOn = ask("forecast", run, "--series", "Brot", "--csv");
        assertEquals(ExitCode.DONE, goesOn.exitCode(), goesOn::err);
        assertEquals(8, goesOn.out().lines().count(), goesOn::out);
        assertFalse(goesOn.out().contains("NaN"), goesOn::out);
        assertFalse(Files.readString(Path.of(run, "report.html")).contains("NaN"));
        String page = folder.resolve("masked.html").toString();
        CommandRun explained = ask("explain", run, "--series", "Kuchen", "--json", "--out", page);
        assertEquals(ExitCode.DONE, explained.exitCode(), explained::err);
        assertFalse(explained.out().contains("NaN"), explained::out);
        assertFalse(Files.readString(Path.of(page)).contains("NaN"));
    }

    @Test
    void aMissingValueOfAStreamIsRefusedWhereTheModelKnowsOfNone() {
        CommandRun run = CommandRun.reading("1\nNaN\n", "forecast", model.toString(), "--stream");
        assertEquals(ExitCode.DATA, run.exitCode());
        assertTrue(run.err().contains("must be finite but is NaN"), run::err);
    }
}
