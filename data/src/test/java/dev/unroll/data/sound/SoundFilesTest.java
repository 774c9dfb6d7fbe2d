package dev.unroll.data.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.data.DataException;
import dev.unroll.data.LabeledVectors;
import dev.unroll.data.VectorDataset;
import dev.unroll.data.sound.SoundForm.OtherRates;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SoundFilesTest {

    private static final Sound LOW = Sounds.tone(300, 8000, 800);
    private static final Sound HIGH = Sounds.tone(2000, 8000, 1600);

    private final Path folder;

    SoundFilesTest(@TempDir Path temporary) {
        this.folder = temporary.resolve("tones");
    }

    @Test
    void theFolderOfASoundIsItsClass() throws IOException {
        Wavs.write(folder.resolve("low/a.wav"), LOW);
        Wavs.write(folder.resolve("high/b.WAV"), HIGH);

        VectorDataset tones = SoundFiles.read(folder, SoundForm.SPEECH);

        assertEquals(List.of("high", "low"), tones.labels());
        assertEquals(List.of("high", "low"), labels(tones.examples()));
        assertEquals(
                List.of(21, 11),
                tones.examples().stream().map(LabeledVectors::length).toList());
    }

    @Test
    void aSoundMayBeCompressed() throws IOException {
        Files.createDirectories(folder.resolve("low"));
        try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("low/a.wav.gz")))) {
            out.write(Wavs.of(LOW));
        }
        Wavs.write(folder.resolve("high/b.wav"), HIGH);

        VectorDataset tones = SoundFiles.read(folder, SoundForm.SPEECH);

        assertEquals(List.of("high", "low"), labels(tones.examples()));
    }

    @Test
    void whatLiesBelowAFolderTestIsTheTestPart() throws IOException {
        Wavs.write(folder.resolve("train/low/a.wav"), LOW);
        Wavs.write(folder.resolve("test/high/b.wav"), HIGH);

        VectorDataset tones = SoundFiles.read(folder, SoundForm.SPEECH);

        assertEquals(List.of("low"), labels(tones.examples()));
        assertEquals(List.of("high"), labels(tones.test()));
    }

    @Test
    void theFoldersOfPartsMayHaveCapitals() throws IOException {
        Wavs.write(folder.resolve("Train/low/a.wav"), LOW);
        Wavs.write(folder.resolve("TEST/high/b.wav"), HIGH);
        assertEquals(
                List.of("high"),
                labels(SoundFiles.read(folder, SoundForm.SPEECH).test()));
    }

    @Test
    void aSoundIsCalledByItsFile() throws IOException {
        Wavs.write(folder.resolve("low/a.wav"), LOW);
        Wavs.write(folder.resolve("high/b.wav"), HIGH);
        assertEquals(
                "high/b.wav",
                SoundFiles.read(folder, SoundForm.SPEECH).examples().getFirst().called(0));
    }

    @Test
    void aPatternFindsTheClassInTheNameAndARuleWhatIsHeldOut() throws IOException {
        Wavs.write(folder.resolve("ann-low.wav"), LOW);
        Wavs.write(folder.resolve("bob-low.wav"), LOW);
        Wavs.write(folder.resolve("bob-high.wav"), HIGH);

        VectorDataset tones = SoundFiles.read(folder, named("(?<speaker>[a-z]+)-(?<label>[a-z]+)", "speaker=bob, eve"));

        assertEquals(List.of("low"), labels(tones.examples()));
        assertEquals(List.of("high", "low"), labels(tones.test()));
    }

    @Test
    void namesOfTheSpokenDigitsNeedNoPattern() throws IOException {
        Wavs.write(folder.resolve("recordings/10_theo_0.wav"), LOW);
        Wavs.write(folder.resolve("recordings/9_theo_0.wav"), LOW);
        Wavs.write(folder.resolve("recordings/9_lucas_1.wav"), HIGH);
        var form = new SoundForm(
                FeatureForm.SPEECH,
                0,
                OtherRates.REFUSE,
                new SoundNames(Optional.empty(), Optional.of(SoundNames.HeldOut.of("index=0"))));

        VectorDataset digits = SoundFiles.read(folder, form);

        assertEquals(List.of("9", "10"), digits.labels());
        assertEquals(List.of("9"), labels(digits.examples()));
        assertEquals(List.of("10", "9"), labels(digits.test()));
    }

    @Test
    void aZipIsReadAsItsFolder() throws IOException {
        Path zip = folder.resolveSibling("tones.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                var entries = new ZipOutputStream(out)) {
            for (String name : List.of("tones/low/a.wav", "tones/high/b.wav", "__MACOSX/low/._a.wav", "README.md")) {
                entries.putNextEntry(new ZipEntry(name));
                entries.write(Wavs.of(name.contains("low") ? LOW : HIGH));
            }
        }

        VectorDataset tones = SoundFiles.read(zip, SoundForm.SPEECH);

        assertEquals(List.of("high", "low"), labels(tones.examples()));
        assertEquals(2, tones.report().passedOver());
    }

    @Test
    void aSoundThatCannotBeReadIsLeftOutAndTold() throws IOException {
        Wavs.write(folder.resolve("low/a.wav"), LOW);
        Wavs.write(folder.resolve("high/a.wav"), HIGH);
        Files.write(folder.resolve("high/cut.wav"), Arrays.copyOf(Wavs.of(HIGH), 1044));

        assertEquals(
                "Read 3 sounds of 3 files; dropped 1 unreadable sound.\n"
                        + "  high/cut.wav:1: is cut off: its header promises 3,200 bytes of samples but 1,000 are there;"
                        + " fetch it again",
                SoundFiles.read(folder, SoundForm.SPEECH).report().toString());
    }

    @Test
    void silentAndClippedSoundsAreToldAndRead() throws IOException {
        Wavs.write(folder.resolve("low/silent.wav"), Sound.of(new float[800], 8000));
        float[] loud = HIGH.samples();
        Arrays.fill(loud, 10, 20, 1);
        Wavs.write(folder.resolve("high/loud.wav"), Sound.of(loud, 8000));

        VectorDataset tones = SoundFiles.read(folder, SoundForm.SPEECH);

        assertEquals(2, tones.examples().size());
        assertEquals(
                List.of(
                        "high/loud.wav:1: is clipped: it was recorded too loud",
                        "low/silent.wav:1: is silent: all its samples are the same"),
                tones.report().notes().stream().map(Object::toString).toList());
    }

    @Test
    void theFactsSayRatesDurationsAndChannels() throws IOException {
        Wavs.write(folder.resolve("low/a.wav"), LOW);
        Wavs.write(folder.resolve("high/b.wav"), HIGH);

        assertEquals(
                "{sample_rate=8000, seconds=0.3, seconds_least=0.1, seconds_most=0.2, sample_rates={8000=2},"
                        + " channels={1=2}, samples={16 bit=2}, silent=0, clipped=0}",
                SoundFiles.read(folder, SoundForm.SPEECH).facts().toString());
    }

    @Test
    void anotherRateThanThatOfTheFirstIsRefused() throws IOException {
        Wavs.write(folder.resolve("high/a.wav"), HIGH);
        Wavs.write(folder.resolve("low/b.wav"), Sounds.tone(300, 16000, 1600));

        assertRefused(
                folder.resolve("low/b.wav")
                        + " has 16000 samples a second, where 8000 are expected; convert it: ffmpeg -i IN.wav -ar 8000"
                        + " OUT.wav, or train with data.other_rates resample (and data.format wav or speech)",
                folder,
                SoundForm.SPEECH);
    }

    @Test
    void anotherRateIsResampledIfThatIsAskedFor() throws IOException {
        Wavs.write(folder.resolve("high/a.wav"), HIGH);
        Wavs.write(folder.resolve("low/b.wav"), Sounds.tone(300, 16000, 1600));
        var form = new SoundForm(FeatureForm.SPEECH, 11025, OtherRates.RESAMPLE, SoundNames.USUAL);

        VectorDataset tones = SoundFiles.read(folder, form);

        assertEquals(Map.of("8000", 1, "16000", 1), tones.facts().get("sample_rates"));
        assertEquals(11025, tones.facts().get("sample_rate"));
    }

    @Test
    void aSoundOutsideFoldersOfClassesIsRefused() throws IOException {
        Wavs.write(folder.resolve("x.wav"), LOW);

        assertRefused(
                folder.resolve("x.wav") + " must be in a folder of its class, or data.file_pattern must say what its"
                        + " name means: --set format=wav --set file_pattern=\"(?<label>[^_]+)_.*\", for instance",
                folder,
                SoundForm.SPEECH);
    }

    @Test
    void aNameThatIsNotLikeThePatternIsRefused() throws IOException {
        Wavs.write(folder.resolve("x.wav"), LOW);

        assertRefused(
                folder.resolve("x.wav") + " must have a name like data.file_pattern, \"(?<label>a+)\", but is x",
                folder,
                named("(?<label>a+)", "label=a"));
    }

    @Test
    void aFolderWithoutSoundsIsRefused() throws IOException {
        Files.createDirectories(folder);

        assertRefused(folder + " has no .wav file; put each in a folder of its class", folder, SoundForm.SPEECH);
    }

    @Test
    void aFileThatIsNoZipIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolveSibling("x.zip"), "this is no zip");

        var error = assertThrows(DataException.class, () -> SoundFiles.read(file, SoundForm.SPEECH));

        assertTrue(String.valueOf(error.getMessage()).startsWith(file + " is broken: "), error.getMessage());
    }

    @Test
    void aPatternWithoutALabelIsRefused() {
        assertEquals(
                "file_pattern must have the group (?<label>…) but is \"a+\"",
                assertThrows(IllegalArgumentException.class, () -> named("a+", "x=1"))
                        .getMessage());
    }

    @Test
    void aRuleAboutNoGroupIsRefused() {
        assertEquals(
                "held_out must name a group of file_pattern, one of label, speaker, but names who",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> named("(?<speaker>[a-z]+)-(?<label>[a-z]+)", "who=bob"))
                        .getMessage());
    }

    @Test
    void aRuleWithoutValuesIsRefused() {
        assertEquals(
                "held_out must be GROUP=VALUE,VALUE,… as speaker=theo but is \"speaker\"",
                assertThrows(IllegalArgumentException.class, () -> SoundNames.HeldOut.of("speaker"))
                        .getMessage());
    }

    @Test
    void aFolderOfTextsHasNoSounds() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("english.txt"), "one\n");

        assertFalse(SoundFiles.isOne(folder));
    }

    private static SoundForm named(String pattern, String heldOut) {
        return new SoundForm(
                FeatureForm.SPEECH,
                0,
                OtherRates.REFUSE,
                new SoundNames(Optional.of(SoundNames.pattern(pattern)), Optional.of(SoundNames.HeldOut.of(heldOut))));
    }

    private static List<String> labels(List<LabeledVectors> examples) {
        return examples.stream().map(LabeledVectors::label).toList();
    }

    private static void assertRefused(String sentence, Path source, SoundForm form) {
        assertEquals(
                sentence,
                assertThrows(DataException.class, () -> SoundFiles.read(source, form))
                        .getMessage());
    }
}
