package dev.unroll.data.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.DataException;
import dev.unroll.data.FilePlace;
import dev.unroll.data.pair.PairForm.Side;
import dev.unroll.data.sound.FeatureForm;
import dev.unroll.data.sound.Sound;
import dev.unroll.data.sound.SoundForm;
import dev.unroll.data.sound.SoundForm.OtherRates;
import dev.unroll.data.sound.SoundNames;
import dev.unroll.data.sound.Sounds;
import dev.unroll.data.sound.Wavs;
import dev.unroll.data.speech.SpeechForm.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeechFilesTest {

    private static final SpeechForm FORM = new SpeechForm(SoundForm.SPEECH, Side.CHARACTERS);

    private static final Sound LOW = Sounds.tone(300, 8000, 800);
    private static final Sound HIGH = Sounds.tone(2000, 8000, 1600);

    private final Path folder;

    SpeechFilesTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        Wavs.write(folder.resolve("clips/low.wav"), LOW);
        Wavs.write(folder.resolve("clips/high.wav"), HIGH);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<List<String>> transcripts(List<SpokenExample> examples) {
        return examples.stream().map(SpokenExample::rightTargets).toList();
    }

    private String problem(Path source, SpeechForm form) {
        String message = String.valueOf(assertThrows(DataException.class, () -> SpeechFiles.read(source, form))
                .getMessage());
        return message.replace(folder + "/", "");
    }

    @Test
    void aTableNamesSoundsAndTheirTranscripts() throws IOException {
        SpeechDataset data =
                SpeechFiles.read(write("a.tsv", "path\tsentence\nclips/low.wav\tdown \nclips/high.wav\tup\n"), FORM);

        assertEquals(List.of(List.of("down"), List.of("up")), transcripts(data.examples()));
        assertEquals(
                List.of(11, 21),
                data.examples().stream().map(SpokenExample::length).toList());
        assertEquals(39, data.features());
        assertEquals(8000, data.sampleRate());
        assertEquals(
                Optional.of(new FilePlace("a.tsv", 3)),
                data.examples().getLast().place());
        assertEquals(
                "a.tsv: 2 sounds to learn from, 0 to validate, 0 to test. Read 2 lines of 1 file; dropped none.",
                data.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Path,Sentence\nclips/low.wav,down\n",
                "id;file;transcript\n7;clips/low.wav;down\n",
                "transcription|audio\ndown|clips/low.wav\n",
                "wav_filename,wav_filesize,transcript\nclips/low.wav,1644,down\n",
                "file_name,text\n\"clips/low.wav\",\"down\"\n",
                "WAV\ttext\nclips/../clips/low.wav\tdown\n",
            })
    void theUsualNamesOfColumnsAreFound(String table) throws IOException {
        assertEquals(
                List.of(List.of("down")),
                transcripts(SpeechFiles.read(write("a.txt", table), FORM).examples()));
    }

    @Test
    void columnsMayBeNamedOrNumbered() throws IOException {
        Path named = write("a.csv", "text,path,clip,said\nno,no,clips/low.wav,down\n");
        Path numbered = write("b.csv", "clips/low.wav,x,down\n");
        assertEquals(
                transcripts(SpeechFiles.read(named, FORM.with(new Fields("clip", "said")))
                        .examples()),
                transcripts(SpeechFiles.read(numbered, FORM.with(new Fields("1", "3")))
                        .examples()));
    }

    @Test
    void aPathMayBeAbsolute() throws IOException {
        Path table = write("a.csv", "path,text\n" + folder.resolve("clips/low.wav") + ",down\n");
        assertEquals(1, SpeechFiles.read(table, FORM).examples().size());
    }

    @Test
    void manifestsOfNemoAreRead() throws IOException {
        String manifest = """
                {"audio_filepath": "clips/low.wav", "duration": 0.1, "text": "down"}
                {"audio_filepath": "clips/high.wav", "offset": 0, "duration": 0.2, "text": "up"}
                """;
        assertEquals(
                List.of(List.of("down"), List.of("up")),
                transcripts(
                        SpeechFiles.read(write("manifest.json", manifest), FORM).examples()));
    }

    @Test
    void aFieldThatSwallowedRowsIsToldWithItsLine() throws IOException {
        String table = "path,sentence\nclips/low.wav,down\nclips/high.wav,\"up\nclips/low.wav,low\n";
        SpeechDataset data = SpeechFiles.read(write("a.csv", table), FORM);
        assertEquals(
                "Read 2 lines of 1 file; dropped none.\n  a.csv:3: a quoted field runs over 3 lines, which look like rows"
                        + " of their own: is a quote left open?",
                data.report().toString());
    }

    @Test
    void linesOfJsonThatLackSomethingAreCounted() throws IOException {
        String lines = """
                {"path": "clips/low.wav", "sentence": "down"}
                {"audio": "clips/high.wav", "transcript": ["up", "above"]}
                {"path": "clips/low.wav"}
                {"text": "down"}
                {"file": "clips/low.wav", "text": 7}
                {"audio_filepath": "clips/low.wav", "offset": 1.5, "duration": 2, "text": "down"}
                ["clips/low.wav"]
                nonsense
                """;
        SpeechDataset data = SpeechFiles.read(write("a.jsonl", lines), FORM);
        assertEquals(List.of(List.of("down"), List.of("up", "above")), transcripts(data.examples()));
        String sounds =
                "\"audio_filepath\" or \"wav_filename\" or \"file_name\" or \"path\" or \"file\" or \"audio\" or \"wav\"";
        String texts = "\"sentence\" or \"text\" or \"transcript\" or \"transcription\"";
        assertEquals(
                "Read 8 lines of 1 file; dropped 6 unreadable lines.\n"
                        + "  a.jsonl:3: has no text under " + texts + ", and no list of texts\n"
                        + "  a.jsonl:4: has no text under " + sounds + ", the path of a sound\n"
                        + "  a.jsonl:5: has no text under " + texts + ", and no list of texts\n"
                        + "  a.jsonl:6: has an offset of 1.5 seconds, but sounds are read whole; cut it out: ffmpeg -ss 1.5"
                        + " -t DURATION -i IN.wav OUT.wav\n"
                        + "  a.jsonl:7: must be a JSON object\n"
                        + "  a.jsonl:8: no JSON: a mistake near column 1",
                data.report().toString());
    }

    @Test
    void keysOfJsonLinesMayBeNamed() throws IOException {
        Path file = write("manifest", "{\"clip\": \"clips/low.wav\", \"said\": \"down\", \"text\": \"no\"}\n");
        assertEquals(
                List.of(List.of("down")),
                transcripts(SpeechFiles.read(file, FORM.with(new Fields("clip", "said")), Format.JSON_LINES)
                        .examples()));
    }

    @Test
    void aSoundThatComesAgainHasSeveralTranscripts() throws IOException {
        Path table = write("a.csv", "path,text\nclips/low.wav,down\nclips/./low.wav,below\nclips/low.wav,down\n");
        SpeechDataset data = SpeechFiles.read(table, FORM);
        assertEquals(List.of(List.of("down", "below")), transcripts(data.examples()));
        assertEquals(1, data.report().duplicates());
    }

    @Test
    void aFolderHasAFileAPart() throws IOException {
        write("train.tsv", "path\tsentence\nclips/low.wav\tdown\n");
        write("dev.tsv", "path\tsentence\nclips/high.wav\tup\n");
        write("test.tsv", "path\tsentence\nclips/low.wav\tbelow\n");
        write("validated.tsv", "path\tsentence\nclips/low.wav\tno\n");
        write("README.txt", "what this is");
        SpeechDataset data = SpeechFiles.read(folder, FORM);
        assertEquals(List.of(List.of("down")), transcripts(data.examples()));
        assertEquals(List.of(List.of("up")), transcripts(data.validation()));
        assertEquals(List.of(List.of("below")), transcripts(data.test()));
        assertEquals(3, data.report().files());
    }

    @Test
    void aFolderWithoutATrainingPartIsRefused() throws IOException {
        write("test.tsv", "path\tsentence\nclips/low.wav\tbelow\n");
        assertEquals(
                folder
                        + " has no file to learn from: one must have the word train in its name, as train.tsv, but there are"
                        + " only those for test",
                problem(folder, FORM));
    }

    @Test
    void aFolderWithoutATableIsRefused() {
        assertEquals(
                folder
                        + " must have one file of sounds with their transcripts, or one for each part with the word train or"
                        + " test in its name, but has none; name the file",
                problem(folder, FORM));
    }

    @Test
    void aSoundThatIsMissingOrBrokenIsToldByItsLine() throws IOException {
        Files.write(folder.resolve("clips/cut.wav"), Arrays.copyOf(Wavs.of(HIGH), 1044));
        Path table = write("a.csv", """
                path,text
                clips/gone.wav,gone
                clips/cut.wav,cut
                clips/low.wav,down
                ,none
                clips/two.wav
                """);
        SpeechDataset data = SpeechFiles.read(table, FORM);
        assertEquals(List.of(List.of("down")), transcripts(data.examples()));
        assertEquals("""
                Read 5 lines of 1 file; dropped 4 unreadable lines.
                  a.csv:2: file clips/gone.wav does not exist; check the path
                  a.csv:3: clips/cut.wav is cut off: its header promises 3,200 bytes of samples but 1,000 are there; fetch it\
                 again
                  a.csv:5: names no sound
                  a.csv:6: must have 2 fields, as the first row has, but has 1""", data.report().toString().replace(folder + "/", ""));
    }

    @Test
    void aPathThatIsNoneIsToldByItsLine() throws IOException {
        String lines = """
                {"path": "a\\u0000.wav", "text": "no"}
                {"path": "clips", "text": "no"}
                {"path": "clips/low.wav", "text": "no\\u0000"}
                {"path": "clips/low.wav", "text": "down"}
                """;
        assertEquals(
                """
                Read 4 lines of 1 file; dropped 3 unreadable lines.
                  a.jsonl:1: names a sound by what is no path
                  a.jsonl:2: clips is a folder, where a file is expected; name the file inside it
                  a.jsonl:3: the transcript holds the character U+0000, which no text has""",
                SpeechFiles.read(write("a.jsonl", lines), FORM)
                        .report()
                        .toString()
                        .replace(folder + "/", ""));
    }

    @Test
    void aTranscriptOfBlanksIsLeftOutAndCounted() throws IOException {
        Path table = write("a.csv", "path,text\nclips/high.wav, \nclips/low.wav,down\n,\n\n");
        assertEquals("""
                Read 4 lines of 1 file; dropped 2 blank lines, 1 text without a token.
                  a.csv:2: the transcript has no token, so it is left out""", SpeechFiles.read(table, FORM).report().toString());
    }

    @Test
    void silentSoundsAreToldAndRead() throws IOException {
        Wavs.write(folder.resolve("clips/silent.wav"), Sound.of(new float[800], 8000));
        SpeechDataset data = SpeechFiles.read(write("a.csv", "path,text\nclips/silent.wav,nothing\n"), FORM);
        assertEquals(
                "a.csv:2: clips/silent.wav is silent: all its samples are the same",
                data.report().notes().getFirst().toString().replace(folder + "/", ""));
        assertEquals(1, data.facts().get("silent"));
    }

    @Test
    void nothingThatCanBeReadIsRefused() throws IOException {
        assertEquals("""
                a.csv has no sound with a transcript that can be read; expected is a table, or JSON lines, of paths to .wav\
                 files and what is said in them. Read 1 line of 1 file; dropped 1 unreadable line.
                  a.csv:2: file gone.wav does not exist; check the path""", problem(write("a.csv", "path,text\ngone.wav,gone\n"), FORM));
    }

    @Test
    void anotherRateThanThatOfTheFirstIsRefused() throws IOException {
        Wavs.write(folder.resolve("clips/fine.wav"), Sounds.tone(300, 16000, 1600));
        assertEquals(
                "a.csv:3: clips/fine.wav has 16000 samples a second, where 8000 are expected; convert it: ffmpeg -i IN.wav"
                        + " -ar 8000 OUT.wav, or train with data.other_rates resample (and data.format wav or speech)",
                problem(write("a.csv", "path,text\nclips/low.wav,down\nclips/fine.wav,fine\n"), FORM));
    }

    @Test
    void anotherRateIsResampledIfThatIsAskedFor() throws IOException {
        var sound = new SoundForm(FeatureForm.SPEECH, 16000, OtherRates.RESAMPLE, SoundNames.USUAL);
        SpeechDataset data =
                SpeechFiles.read(write("a.csv", "path,text\nclips/low.wav,down\n"), sound, Side.CHARACTERS);
        assertEquals(16000, data.sampleRate());
        assertEquals(11, data.examples().getFirst().length());
    }

    @Test
    void frequenciesThatTheRateHasNotAreRefused() throws IOException {
        var features =
                new FeatureForm(FeatureForm.Kind.LOG_MEL, 25, 10, 0, 40, 0, 7000, 13, 0, FeatureForm.Level.STANDARD);
        var sound = new SoundForm(features, 0, OtherRates.REFUSE, SoundNames.USUAL);
        assertEquals(
                "a.csv: lowest_hertz and highest_hertz must be at most half the rate, 4000 Hz, but are 0.0 and 7000.0",
                problem(write("a.csv", "path,text\nclips/low.wav,down\n"), new SpeechForm(sound, Side.CHARACTERS)));
    }

    @Test
    void aTableWithoutTheColumnsIsRefused() throws IOException {
        assertEquals(
                "a.csv has no column of transcripts, \"sentence\" or \"text\" or \"transcript\" or \"transcription\"; its"
                        + " first row names \"path\", \"words\". Name one of these by --set target_column=NAME, or give"
                        + " numbers of columns, from 1",
                problem(write("a.csv", "path,words\nclips/low.wav,down\n"), FORM));
        assertEquals(
                "b.csv has no column of sounds, \"clip\"; its first row names \"path\", \"text\". Name one of these by --set"
                        + " source_column=NAME, or give numbers of columns, from 1",
                problem(write("b.csv", "path,text\nclips/low.wav,down\n"), FORM.with(new Fields("clip", "text"))));
        assertEquals(
                "c.csv has no column 3: without a header its columns are numbered from 1 to 2. Give one of these numbers by"
                        + " --set target_column=NUMBER",
                problem(write("c.csv", "clips/low.wav,down\n"), FORM.with(new Fields("1", "3"))));
    }

    @Test
    void fieldsThatAreOneAreRefused() {
        assertEquals(
                "fields of sounds and transcripts must differ but are both \"a\"; name another",
                assertThrows(IllegalArgumentException.class, () -> new Fields("a", "a"))
                        .getMessage());
    }

    @Test
    void whatNamesSoundsAndTranscriptsIsOne() throws IOException {
        assertTrue(SpeechFiles.isOne(write("a.tsv", "path\tsentence\n"), FORM));
        assertTrue(SpeechFiles.isOne(write("a.jsonl", "\n{\"audio_filepath\": \"a.wav\", \"text\": \"a\"}\n"), FORM));
        assertTrue(SpeechFiles.isOne(folder, FORM));
    }

    @Test
    void pairsOfTextsAreNone() throws IOException {
        assertFalse(SpeechFiles.isOne(write("a.tsv", "source\ttarget\na\tb\n"), FORM));
        assertFalse(SpeechFiles.isOne(write("a.jsonl", "{\"source\": \"a\", \"target\": \"b\"}\n"), FORM));
        assertFalse(SpeechFiles.isOne(folder, FORM));
    }

    @Test
    void anExampleWithoutATranscriptIsRefused() {
        Matrix vectors = Matrix.zeros(1, 1);
        assertEquals(
                "a sound must have at least 1 transcript, and none that is empty, but has []",
                assertThrows(IllegalArgumentException.class, () -> new SpokenExample(vectors, List.of()))
                        .getMessage());
    }
}
