package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.unroll.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What moved a forecast, of a model with columns of every kind and of one that reads its own answers. */
class ExplainForecastTest {

    private static final int DAYS = 90;
    private static final int LOOKBACK = 14;
    private static final int HORIZON = 7;

    @TempDir
    private static Path folder = Path.of("");

    private static String run = "";
    private static String recursive = "";

    @BeforeAll
    static void train() throws IOException {
        Path table = Files.writeString(folder.resolve("cakes.csv"), table(sold()));
        run = folder.resolve("run").toString();
        train(
                table,
                run,
                "past_columns=[\"warmth\"]",
                "known_columns=[\"price\"]",
                "calendar=[\"weekday\"]",
                "target_columns=[\"sold\"]",
                "loss=quantile",
                "window_scaling=last_standard",
                "segment=7");
        Path two = Files.writeString(folder.resolve("two.csv"), two());
        recursive = folder.resolve("recursive").toString();
        train(two, recursive, "strategy=recursive", "segment=1");
    }

    private static void train(Path table, String out, String... settings) {
        List<String> arguments = new ArrayList<>(
                List.of("train", "passengers", "--data", table.toString(), "--out", out, "--quiet", "--threads", "1"));
        List<String> all = new ArrayList<>(List.of(
                "epochs=3",
                "hidden_size=8",
                "transform=none",
                "repeat_season=false",
                "horizon=" + HORIZON,
                "lookback=" + LOOKBACK,
                "validation_span=7",
                "test_span=14"));
        all.addAll(List.of(settings));
        all.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        CommandRun trained = CommandRun.of(arguments.toArray(String[]::new));
        assertEquals(ExitCode.DONE, trained.exitCode(), trained.err());
    }

    private static double[] sold() {
        double[] sold = new double[DAYS];
        for (int day = 0; day < DAYS; day++) {
            sold[day] = 40 + 10 * (day % 7 == 5 ? 1 : 0) + day * 7919 % 13;
        }
        return sold;
    }

    private static String table(double[] sold) {
        var text = new StringBuilder("day,sold,warmth,price\n");
        for (int day = 0; day < DAYS + HORIZON; day++) {
            boolean known = day < DAYS;
            text.append(LocalDate.of(2024, 1, 1).plusDays(day))
                    .append(',')
                    .append(known ? String.valueOf(sold[day]) : "")
                    .append(',')
                    .append(known ? String.valueOf(day * 31 % 17) : "")
                    .append(',')
                    .append(3 + day % 5)
                    .append('\n');
        }
        return text.toString();
    }

    private static String two() {
        var text = new StringBuilder("day,north,south\n");
        for (int day = 0; day < DAYS; day++) {
            text.append(LocalDate.of(2024, 1, 1).plusDays(day))
                    .append(String.format(Locale.ROOT, ",%d,%d%n", 20 + day % 7, 50 + 3 * (day % 7)));
        }
        return text.toString();
    }

    private static String page(String name) {
        return folder.resolve(name + ".html").toString();
    }

    private static JsonObject explained(String... arguments) {
        List<String> all = new ArrayList<>(List.of("explain"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--json", "--out", page("json")));
        CommandRun explained = CommandRun.of(all.toArray(String[]::new));
        assertEquals(ExitCode.DONE, explained.exitCode(), explained.err());
        return JsonParser.parseString(explained.out()).getAsJsonObject();
    }

    private static void refused(ExitCode exitCode, String sentence, String... arguments) {
        CommandRun explained = CommandRun.of(arguments);
        assertEquals("unroll: " + sentence + System.lineSeparator(), explained.err());
        assertEquals(exitCode, explained.exitCode());
    }

    /** Returns the mean of what {@code forecast} says of a table. */
    private static double forecast(String table) throws IOException {
        Path data = Files.writeString(folder.resolve("changed.csv"), table);
        CommandRun asked = CommandRun.of("forecast", run, "--data", data.toString(), "--json");
        assertEquals(ExitCode.DONE, asked.exitCode(), asked.err());
        double sum = 0;
        for (JsonElement value : JsonParser.parseString(asked.out())
                .getAsJsonObject()
                .getAsJsonArray("forecasts")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("forecast")) {
            sum += value.getAsDouble();
        }
        return sum / HORIZON;
    }

    @Test
    void anInfluenceIsWhatTheForecastChangesIfADayOfTheTableHasTheMeanOfItsWindow() throws IOException {
        double mean = 0;
        for (int day = DAYS - LOOKBACK; day < DAYS; day++) {
            mean += sold()[day] / LOOKBACK;
        }
        double value = forecast(table(sold()));
        JsonObject explanation = explained(run);
        assertEquals(value, explanation.get("value").getAsDouble(), 1e-9);
        for (int step : new int[] {0, 6, 13}) {
            double[] changed = sold();
            changed[DAYS - LOOKBACK + step] = mean;
            double influence = explanation
                    .getAsJsonArray("steps")
                    .get(step)
                    .getAsJsonObject()
                    .getAsJsonObject("influence")
                    .get("sold")
                    .getAsDouble();
            assertEquals(value - forecast(table(changed)), influence, 1e-9);
            assertTrue(influence != 0);
        }
    }

    @Test
    void theTableHasTheColumnsAndEachStepWithItsTime() {
        CommandRun explained = CommandRun.of("explain", run, "--out", page("table"));
        assertEquals(ExitCode.DONE, explained.exitCode(), explained.err());
        List<String> lines = explained.out().lines().toList();
        assertTrue(
                lines.getFirst()
                        .matches(
                                "sold  mean of 2024-03-31 to 2024-04-06 [\\d.]+ \\([\\d.]+ if all that was read is hidden\\)"),
                lines.getFirst());
        assertTrue(lines.get(2).matches("column +influence"), lines.get(2));
        assertTrue(lines.get(3).matches("sold +series +[+-][\\d.]+"), lines.get(3));
        assertTrue(lines.get(4).matches("warmth +past column +[+-][\\d.]+"), lines.get(4));
        assertTrue(lines.get(5).matches("price +known column +[+-][\\d.]+"), lines.get(5));
        assertTrue(lines.get(6).matches("calendar: weekday +calendar +[+-][\\d.]+"), lines.get(6));
        assertTrue(lines.get(8).matches("time +value +sold +warmth +price +calendar: weekday"), lines.get(8));
        assertTrue(lines.get(9).matches("2024-03-17 +[\\d.]+( +[+-][\\d.]+){4}"), lines.get(9));
        assertTrue(lines.get(9 + LOOKBACK).matches("2024-03-31( +[+-][\\d.]+){2}"), lines.get(9 + LOOKBACK));
        assertEquals("The page is " + page("table"), lines.getLast());
    }

    @Test
    void thePageDrawsWhatEachColumnDidAndSaysHowItIsCounted() throws IOException {
        CommandRun.of("explain", run, "--out", page("drawn"));
        String html = Files.readString(Path.of(page("drawn")));
        assertTrue(html.contains("what sold did") && html.contains("what calendar: weekday did"), html);
        assertTrue(html.contains("class=\"fan\""), html);
        assertTrue(html.contains("Columns that are known ahead have bars under the forecast, too."), html);
        assertTrue(html.contains("without a part, each of its values is replaced by the mean"), html);
        assertFalse(html.contains("answers that are read again"), html);
        assertTrue(html.contains("Layer 1: "), html);
    }

    @Test
    void oneStepAheadIsExplainedByItself() {
        JsonObject explanation = explained(run, "--ahead", "3");
        assertEquals(3, explanation.get("ahead").getAsInt());
        assertEquals(
                explanation.getAsJsonArray("forecast").get(2).getAsDouble(),
                explanation.get("value").getAsDouble());
    }

    @Test
    void ofAnExampleThatWasScoredThePageSaysWhatCame() throws IOException {
        JsonObject explanation = explained(run, "--example", "2");
        assertEquals(HORIZON, explanation.getAsJsonArray("came").size());
        assertTrue(Files.readString(Path.of(page("json"))).contains("what came"));
    }

    @Test
    void answersThatAreReadAgainAreExplainedToTheEnd() throws IOException {
        JsonObject explanation = explained(recursive, "--series", "south", "--ahead", "7");
        assertEquals("south", explanation.get("series").getAsString());
        double sum = 0;
        for (JsonElement step : explanation.getAsJsonArray("steps")) {
            sum += Math.abs(step.getAsJsonObject()
                    .getAsJsonObject("influence")
                    .get("south")
                    .getAsDouble());
        }
        assertTrue(sum > 0);
        assertTrue(Files.readString(Path.of(page("json")))
                .contains("and answers that are read again for the steps further ahead"));
    }

    @Test
    void ofSeveralSeriesOneIsToBeNamed() {
        refused(
                ExitCode.USAGE,
                "explain shows one series, but there are 2; name one: --series north",
                "explain",
                recursive);
        refused(
                ExitCode.DATA,
                "two.csv has no series east; it has north, south",
                "explain",
                recursive,
                "--series",
                "east");
    }

    @Test
    void whatMeansNothingToAForecastIsRefused() {
        refused(
                ExitCode.USAGE,
                "--label names one of the labels or values that a model answers, but this one forecasts; leave it out,"
                        + " or say --ahead N",
                "explain",
                run,
                "--label",
                "x",
                "--out",
                page("label"));
        refused(
                ExitCode.USAGE,
                "--series says which series of the data goes on, so it goes neither with INPUT nor with --example; leave"
                        + " it out",
                "explain",
                recursive,
                "--series",
                "south",
                "--example",
                "1");
        assertFalse(Files.exists(Path.of(page("label"))));
    }

    @Test
    void aStepBeyondTheHorizonIsRefused() {
        refused(
                ExitCode.USAGE,
                "the forecast that is explained must be from 1 to 7 steps ahead, as the model looks no further, but is 8",
                "explain",
                run,
                "--ahead",
                "8",
                "--out",
                page("far"));
    }

    @Test
    void aHistoryOfLessThanASegmentIsRefused() throws IOException {
        Path data = Files.writeString(
                folder.resolve("short.csv"),
                table(sold()).lines().limit(4).reduce("", (text, line) -> text + line + "\n"));
        refused(
                ExitCode.DATA,
                "short.csv: series sold has 3 values, but at least 7 are needed, a segment",
                "explain",
                run,
                "--data",
                data.toString(),
                "--out",
                page("short"));
    }

    @Test
    void typedValuesAreExplained() {
        CommandRun explained =
                CommandRun.of("explain", recursive, "20 21 22 23 24 25 26 20 21", "--out", page("typed"));
        assertEquals(ExitCode.DONE, explained.exitCode(), explained.err());
        assertTrue(explained.out().startsWith("typed  mean of 10 to 16 "), explained.out());
    }
}
