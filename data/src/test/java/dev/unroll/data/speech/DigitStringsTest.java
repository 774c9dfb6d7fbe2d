package dev.unroll.data.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.data.DataException;
import dev.unroll.data.file.Part;
import dev.unroll.data.sound.Recordings;
import dev.unroll.data.sound.Sound;
import dev.unroll.data.sound.SoundForm;
import dev.unroll.data.sound.Sounds;
import dev.unroll.data.sound.Wavs;
import dev.unroll.data.speech.DigitClips.Clip;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitStringsTest {

    private static final int RATE = 8000;

    private static final Sound TONE = Sounds.tone(300, RATE, 1000);

    private final Path zip;

    DigitStringsTest(@TempDir Path folder) throws IOException {
        this.zip = folder.resolve("recordings.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                var entries = new ZipOutputStream(out)) {
            for (String speaker : List.of("ann", "bob")) {
                for (int digit = 0; digit < 3; digit++) {
                    for (int index : new int[] {0, 4, 5, 12}) {
                        entries.putNextEntry(
                                new ZipEntry("recordings/" + digit + "_" + speaker + "_" + index + ".wav"));
                        entries.write(Wavs.of(Sounds.tone(200 + 100 * digit + index, RATE, 500 + 10 * index)));
                    }
                }
            }
            entries.putNextEntry(new ZipEntry("recordings/beep.wav"));
            entries.write(Wavs.of(TONE));
        }
    }

    private DigitClips clips() {
        return DigitClips.read(zip, new Recordings(SoundForm.SPEECH));
    }

    private List<DigitString> strings(Part part) {
        return DigitStrings.strings(clips(), part, 1, 300);
    }

    private static Set<String> places(List<DigitString> strings) {
        return strings.stream()
                .flatMap(string -> string.clips().stream())
                .map(Clip::place)
                .collect(Collectors.toSet());
    }

    @Test
    void thereAreAsManyStringsAsAreAskedFor() {
        SpeechDataset data = DigitStrings.load(zip, SoundForm.SPEECH, 1, 7, 3);
        assertEquals(
                "digit-strings: 7 sounds to learn from, 0 to validate, 3 to test. Read 24 sounds of 24 files; passed over 1"
                        + " entry that is no data; dropped none.",
                data.toString());
        assertEquals(RATE, data.sampleRate());
        assertEquals(39, data.features());
        assertEquals(RATE, data.facts().get("sample_rate"));
    }

    @Test
    void theTestIsOfTheFirstFiveRecordingsAndTheTrainingOfTheOthers() {
        assertTrue(places(strings(Part.TEST)).stream().allMatch(place -> place.matches(".*_[04]\\.wav")));
        assertTrue(places(strings(Part.TRAIN)).stream().allMatch(place -> place.matches(".*_(5|12)\\.wav")));
    }

    @Test
    void everyRecordingOccurs() {
        Set<String> all = new HashSet<>(places(strings(Part.TRAIN)));
        all.addAll(places(strings(Part.TEST)));
        assertEquals(24, all.size());
    }

    @Test
    void aStringHasOneSpeakerAndThreeToSevenDigits() {
        for (DigitString string : strings(Part.TRAIN)) {
            List<String> speakers = string.clips().stream()
                    .map(clip -> clip.place().replaceAll(".*/[0-9]+_|_[0-9]+\\.wav", ""))
                    .distinct()
                    .toList();
            assertEquals(1, speakers.size());
        }
        assertEquals(
                Set.of(3, 4, 5, 6, 7),
                strings(Part.TRAIN).stream()
                        .map(string -> string.clips().size())
                        .collect(Collectors.toSet()));
    }

    @Test
    void theTranscriptIsTheDigitsWithBlanksBetween() {
        DigitString string = strings(Part.TRAIN).getFirst();
        String digits = string.clips().stream()
                .map(clip -> clip.place().replaceAll("recordings/|_.*", ""))
                .collect(Collectors.joining(" "));
        assertEquals(digits, string.transcript());
        assertEquals(
                List.of(digits),
                DigitStrings.load(zip, SoundForm.SPEECH, 1, 1, 0)
                        .examples()
                        .getFirst()
                        .rightTargets());
    }

    @Test
    void theSoundIsPausesAndRecordingsInTurn() {
        Clip clip = clips().clips(Part.TEST, "ann", "1").getFirst();
        Sound joined = new DigitString(List.of(clip, clip), List.of(400, 800, 600), 5)
                .joined()
                .sound();

        assertEquals(400 + 500 + 800 + 500 + 600, joined.length());
        for (int n = 0; n < 500; n++) {
            assertEquals(clip.sound().at(n), joined.at(400 + n));
            assertEquals(clip.sound().at(n), joined.at(1700 + n));
        }
        for (int n = 900; n < 1700; n++) {
            assertTrue(Math.abs(joined.at(n)) <= 1e-3f, "sample " + n + " is " + joined.at(n));
        }
        assertNotEquals(joined.at(0), joined.at(900));
    }

    @Test
    void pausesAreOfAFiftiethToThreeTenthsOfASecond() {
        List<Integer> pauses = strings(Part.TRAIN).stream()
                .flatMap(string -> string.pauses().stream())
                .sorted()
                .toList();
        assertTrue(pauses.getFirst() >= 400 && pauses.getFirst() < 420, pauses.getFirst() + " samples");
        assertTrue(pauses.getLast() <= 2400 && pauses.getLast() > 2380, pauses.getLast() + " samples");
    }

    @Test
    void theSameSeedMakesTheSameBits() {
        assertEquals(prints(1), prints(1));
        assertNotEquals(prints(1), prints(2));
    }

    private List<Long> prints(long seed) {
        return DigitStrings.load(zip, SoundForm.SPEECH, seed, 5, 5).all().stream()
                .map(SpokenExample::fingerprint)
                .toList();
    }

    @Test
    void moreStringsBeginWithTheFewer() {
        assertEquals(
                strings(Part.TRAIN).subList(0, 10).stream()
                        .map(DigitString::transcript)
                        .toList(),
                DigitStrings.strings(clips(), Part.TRAIN, 1, 10).stream()
                        .map(DigitString::transcript)
                        .toList());
    }

    @Test
    void aFolderIsReadAsItsZip() throws IOException {
        Path folder = zip.resolveSibling("digits");
        Wavs.write(folder.resolve("7_ann_0.wav"), TONE);
        Wavs.write(folder.resolve("7_ann_10.wav"), TONE);
        String said = DigitStrings.load(folder, SoundForm.SPEECH, 1, 1, 1)
                .test()
                .getFirst()
                .rightTargets()
                .getFirst();
        assertEquals("7", said.substring(0, 1));
    }

    @Test
    void recordingsOfOtherNamesAreRefused() throws IOException {
        Path folder = zip.resolveSibling("others");
        Wavs.write(folder.resolve("seven.wav"), TONE);
        assertRefused(
                folder + " has no recording of a digit; expected are .wav files named DIGIT_SPEAKER_INDEX.wav, as"
                        + " 7_jackson_32.wav, in a folder or a zip",
                folder);
    }

    @Test
    void recordingsOfOnePartAloneAreRefused() throws IOException {
        Path folder = zip.resolveSibling("first");
        Wavs.write(folder.resolve("7_ann_0.wav"), TONE);
        assertRefused(
                folder + " has no recording with an index from 5 on, to learn from, as 7_jackson_32.wav; name some so",
                folder);
    }

    @Test
    void aBrokenRecordingIsRefused() throws IOException {
        Path folder = zip.resolveSibling("broken");
        Wavs.write(folder.resolve("7_ann_0.wav"), TONE);
        Files.writeString(folder.resolve("7_ann_5.wav"), "");
        assertRefused(folder.resolve("7_ann_5.wav") + " is empty; fill it or leave it out", folder);
    }

    @Test
    void aRecordingOfAnotherRateIsRefused() throws IOException {
        Path folder = zip.resolveSibling("rates");
        Wavs.write(folder.resolve("7_ann_0.wav"), TONE);
        Wavs.write(folder.resolve("7_ann_5.wav"), Sounds.tone(300, 16000, 1000));
        assertRefused(
                folder.resolve("7_ann_5.wav")
                        + " has 16000 samples a second, where 8000 are expected; convert it: ffmpeg -i IN.wav -ar 8000"
                        + " OUT.wav, or train with data.other_rates resample (and data.format wav or speech)",
                folder);
    }

    @Test
    void noStringToLearnFromIsRefused() {
        var refused =
                assertThrows(IllegalArgumentException.class, () -> DigitStrings.load(zip, SoundForm.SPEECH, 1, 0, 1));
        assertEquals("count of training strings must be in 1 to 1,000,000 but is 0", refused.getMessage());
    }

    private static void assertRefused(String sentence, Path source) {
        assertEquals(
                sentence,
                assertThrows(DataException.class, () -> DigitStrings.load(source, SoundForm.SPEECH, 1, 1, 1))
                        .getMessage());
    }
}
