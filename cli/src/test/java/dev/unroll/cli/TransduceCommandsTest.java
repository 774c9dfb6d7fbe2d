package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.unroll.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users do with models that say another sequence, from training to a bad question. */
class TransduceCommandsTest {

    private static Path folder = Path.of("");
    private static Path pairs = Path.of("");
    private static Path model = Path.of("");

    @BeforeAll
    static void train(@TempDir Path temporary) throws IOException {
        folder = temporary;
        pairs = SmallPairs.file(folder);
        model = folder.resolve("run");
        CommandRun run = CommandRun.of(SmallPairs.train(pairs, model));
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
    }

    private static JsonObject json(CommandRun run) {
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        return JsonParser.parseString(run.out()).getAsJsonObject();
    }

    private static List<String> targets(JsonObject predictions) {
        JsonArray answers = predictions
                .getAsJsonArray("predictions")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("answers");
        return IntStream.range(0, answers.size())
                .mapToObj(i -> answers.get(i).getAsJsonObject().get("target").getAsString())
                .toList();
    }

    @Test
    void oneTargetIsSaidUnlessMoreAreAskedFor() {
        JsonObject one = json(CommandRun.of("predict", model.toString(), "b>", "--json"));
        JsonObject three = json(CommandRun.of("predict", model.toString(), "b>", "--json", "--top", "3"));
        assertEquals(1, targets(one).size());
        assertEquals(3, targets(three).size());
    }

    @Test
    void answersBeginWithThePrompt() {
        JsonObject begun = json(CommandRun.of(
                "predict", model.toString(), "b>&", "--json", "--prompt", "&'", "--beam", "4", "--top", "4"));
        for (String target : targets(begun)) {
            assertTrue(target.startsWith("&'"), target);
        }
    }

    @Test
    void aPromptThatIsNeverSaidIsRefused() {
        CommandRun run = CommandRun.of("predict", model.toString(), "b>&", "--prompt", "x");
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertEquals(
                "unroll: the model never says \"x\", which the beginning \"x\" has",
                run.err().strip());
    }

    @Test
    void aBeamOfTenThousandIsRefused() {
        CommandRun run = CommandRun.of("predict", model.toString(), "b>&", "--beam", "10000");
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err().contains("--beam must be from 1 to 1000 but is 10000"), run.err());
    }

    @Test
    void moreAnswersThanABeamMayHaveAreRefused() {
        CommandRun run = CommandRun.of("predict", model.toString(), "b>&", "--top", "1001");
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertEquals(
                "unroll: --top must be at most 1000, as many as a beam may have, for a model that says another sequence,"
                        + " but is 1001",
                run.err().strip());
    }

    @Test
    void linesOfStdinAreAnsweredLineByLine() {
        CommandRun run = CommandRun.reading("b>&\n\n日b\n", "predict", model.toString());
        assertEquals(ExitCode.DATA, run.exitCode());
        List<String> lines = run.out().lines().toList();
        assertEquals(3, lines.size());
        assertTrue(lines.get(0).startsWith("b>&\t"), lines.get(0));
        assertEquals("", lines.get(1));
    }

    @Test
    void evaluateScoresOtherPairs() {
        JsonObject scores = json(CommandRun.of("evaluate", model.toString(), "--data", pairs.toString(), "--json"));
        assertTrue(scores.toString().contains("\"error_rate\""), scores.toString());
    }

    @Test
    void dataCheckTellsOfPairs() throws IOException {
        Path file = Files.writeString(folder.resolve("named.tsv"), "source\ttarget\na b\tc\na b\td\ne\t\n");
        CommandRun run = CommandRun.of("data", "check", file.toString());
        assertTrue(
                run.out().contains("pairs          2 of 1 source, 1 of which have several targets, at most 2"),
                run.out());
    }

    @Test
    void aDecoderIsNeeded() throws IOException {
        CommandRun run = ctc("decoder=none");
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(
                run.err()
                        .contains(
                                "training.task transduce says another sequence, so target.decoder must be recurrent or ctc"
                                        + " but is none"),
                run.err());
    }

    @Test
    void ctcNeedsItsLoss() throws IOException {
        CommandRun run = ctc("loss=cross_entropy");
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(
                run.err()
                        .contains(
                                "target.decoder ctc is trained by a loss of whole sequences, so training.loss must be ctc"
                                        + " but is cross_entropy"),
                run.err());
    }

    private static CommandRun ctc(String... settings) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "train", SmallPairs.ctc(folder).toString(), "--set", "source=" + pairs, "--quiet", "--threads", "1"));
        arguments.addAll(List.of("--out", folder.resolve("ctc").toString()));
        for (String setting : settings) {
            arguments.addAll(List.of("--set", setting));
        }
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void aModelOfCtcIsScoredOnSourcesThatAreTooShortForTheirTargets() throws IOException {
        CommandRun run = ctc("short_sources=leave_out");
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        Path file = table("short.tsv", "b>\t>b>b>b>b", "日b\tb日");
        CommandRun scored =
                CommandRun.of("evaluate", folder.resolve("ctc").toString(), "--data", file.toString(), "--json");
        assertEquals(2, json(scored).get("examples").getAsInt());
    }

    @Test
    void aSourceIsNotCut() {
        assertRefused(
                "a source that is cut has another target, so data.longest must be 0 but is 5; data.most_words leaves longer"
                        + " pairs out",
                "longest=5");
    }

    @Test
    void attentionByDotNeedsEqualSizes() {
        CommandRun run = CommandRun.of(SmallPairs.train(pairs, folder.resolve("dot"), "attention=dot", "feed=none"));
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(
                run.err()
                        .contains(
                                "multiplies queries of 8 numbers with rows of 16 that the encoder makes, so both must be"
                                        + " alike; use score general or additive, or another size"),
                run.err());
    }

    private static Path table(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    @Test
    void aTableWhoseColumnOfSourcesIsNamedHasPairs() throws IOException {
        Path file = table("languages.csv", "english,target", "the cat,le chat", "the dog,le chien");
        CommandRun run = CommandRun.of("data", "check", file.toString(), "--set", "source_column=english");
        assertTrue(run.out().contains("pairs          2 of 2 sources"), run.out() + run.err());
    }

    @Test
    void aTableWhoseColumnOfTargetsIsNamedHasPairs() throws IOException {
        Path file = table("languages.csv", "source,french", "the cat,le chat", "the dog,le chien");
        CommandRun run = CommandRun.of("data", "check", file.toString(), "--set", "target_column=french");
        assertTrue(run.out().contains("pairs          2 of 2 sources"), run.out() + run.err());
    }

    @Test
    void twoColumnsWithATabAndNoNamesAreTrainedOnAsPairs() throws IOException {
        CommandRun run = CommandRun.of(
                "train",
                pairs.toString(),
                "--out",
                folder.resolve("no-option").toString(),
                "--set",
                "hidden_size=4",
                "--set",
                "epochs=1");
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertTrue(run.err().startsWith("backwards.tsv: "), run.err());
        assertTrue(run.err().contains("; so letters into letters, as the recipe pronounce does it"), run.err());
    }

    @Test
    void columnsNamedSourceAndTargetAreTrainedOnAsPairs() throws IOException {
        Path file =
                table("named.csv", "source,target", "ab,ba", "abc,cba", "bc,cb", "cd,dc", "de,ed", "ef,fe", "fg,gf");
        CommandRun run = CommandRun.of(
                "train",
                file.toString(),
                "--out",
                folder.resolve("named-run").toString(),
                "--set",
                "hidden_size=4",
                "--set",
                "epochs=1");
        assertEquals(ExitCode.DONE, run.exitCode(), run.err());
        assertTrue(
                run.err()
                        .startsWith("named.csv: 7 sources with 7 targets, the first \"ab\" → \"ba\"; so letters into"
                                + " letters, as the recipe pronounce does it"),
                run.err());
    }

    @Test
    void twoColumnsOfWhichOneHasFewValuesAreNoPairs() throws IOException {
        Path file = table("classes.tsv", "a fine film\tgood", "a bad film\tbad", "fine\tgood", "poor\tbad");
        CommandRun run = CommandRun.of("data", "check", file.toString());
        assertEquals(ExitCode.DATA, run.exitCode());
        assertTrue(run.err().contains(" has no column \"text\"; "), run.err());
    }

    @Test
    void endingsOfParallelFilesAreRefusedWhereATableIsRead() throws IOException {
        Path file = table("ends.tsv", "the cat\tle chat", "the dog\tle chien");
        CommandRun run = CommandRun.of("data", "check", file.toString(), "--set", "endings=en");
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertEquals(
                "unroll: " + file
                        + " is one file of pairs by its name, so endings would be passed over; leave it out, or"
                        + " name a folder of parallel files",
                run.err().strip());
    }

    @Test
    void thatMostAnswersWereCutIsSaidBesideTheScore() throws IOException {
        Path brief = folder.resolve("cut");
        CommandRun trained =
                CommandRun.of(SmallPairs.train(pairs, brief, "longest_target=1", "beam=1", "validation_fraction=0"));
        assertEquals(ExitCode.DONE, trained.exitCode(), trained.err());
        Path four = table("four.tsv", "b>\t>b", "b>&\t&>b", "&b\tb&", ">&\t&>");
        CommandRun run = CommandRun.of("evaluate", brief.toString(), "--data", four.toString());
        assertTrue(
                run.out()
                        .contains("4 of 4 answers did not end and were cut: the model is trained too little, or"
                                + " target.longest_target is too short." + System.lineSeparator()),
                run.out() + run.err());
    }

    @Test
    void aTableThatMayHavePairsIsSaidToHaveThem() throws IOException {
        Path file = table("two.csv", "english,french", "the cat,le chat", "the dog,le chien");
        CommandRun run = CommandRun.of("data", "check", file.toString());
        assertEquals(ExitCode.DATA, run.exitCode());
        assertEquals(
                "unroll: " + file
                        + " has no column \"text\"; its first row, parted by comma, names \"english\", \"french\"."
                        + " Name one of these by --set text_column=NAME, another separator by --set separator=NAME, or say"
                        + " --set header=false if the first row is an example" + System.lineSeparator()
                        + "If they are pairs of a source and its target, say --set format=pairs",
                run.err().strip());
    }

    @Test
    void aFolderOfParallelFilesIsSaidToHavePairs() throws IOException {
        Path parallel = Files.createDirectory(folder.resolve("parallel"));
        table("parallel/train.en", "the cat", "the dog");
        table("parallel/train.fr", "le chat", "le chien");
        CommandRun run = CommandRun.of("data", "check", parallel.toString());
        assertEquals(ExitCode.DATA, run.exitCode());
        assertEquals(
                "unroll: " + parallel + " has no .txt file; put one in it for each class, with one example a line"
                        + System.lineSeparator()
                        + "If they are pairs of a source and its target, say --set format=parallel",
                run.err().strip());
    }

    private static void assertRefused(String sentence, String... settings) {
        CommandRun run = CommandRun.of(SmallPairs.train(pairs, folder.resolve("refused"), settings));
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err().contains(sentence), run.err());
    }
}
