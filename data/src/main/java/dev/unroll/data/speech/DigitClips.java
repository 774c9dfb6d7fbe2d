package dev.unroll.data.speech;

import dev.unroll.data.DataException;
import dev.unroll.data.file.Part;
import dev.unroll.data.file.Problems;
import dev.unroll.data.sound.Recording;
import dev.unroll.data.sound.Recordings;
import dev.unroll.data.sound.Sound;
import dev.unroll.data.sound.SoundSource;
import dev.unroll.data.sound.WavFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recordings of one digit each, named {@code DIGIT_SPEAKER_INDEX.wav}, in the parts that the Free Spoken Digit Dataset has: those of
 * the first five indices are for the score.
 */
final class DigitClips {

    private static final Pattern NAME = Pattern.compile("(?:.*/)?([0-9]+)_([^_/]+)_([0-9]+)\\.[wW][aA][vV]");

    private static final Set<String> HELD_OUT = Set.of("0", "1", "2", "3", "4");

    /** By part, speaker and digit; each list in the order of the places. */
    private final Map<Part, SortedMap<String, SortedMap<String, List<Clip>>>> parts = new EnumMap<>(Part.class);

    private int count;
    private int passedOver;

    /**
     * A recording of a digit.
     *
     * @param place below what is read, with slashes
     * @param recording at the rate of all
     */
    record Clip(String place, String digit, Recording recording) {

        Sound sound() {
            return recording.sound();
        }
    }

    private DigitClips() {}

    /**
     * Reads the recordings of a folder or a zip.
     *
     * @param recordings that know the rate of all
     * @throws DataException if one cannot be read or has another rate, or a part has none
     */
    static DigitClips read(Path source, Recordings recordings) {
        if (!Files.isDirectory(source)) {
            Problems.requireFile(source);
        }
        return Problems.reading(source, () -> {
            var clips = new DigitClips();
            try (SoundSource opened = SoundSource.open(source)) {
                for (String place : opened.places()) {
                    clips.add(source, opened, place, recordings);
                }
                clips.passedOver += opened.passedOver();
            } catch (IllegalArgumentException e) {
                throw new DataException(source + ": " + e.getMessage(), e);
            }
            clips.requireParts(source);
            return clips;
        });
    }

    private void add(Path source, SoundSource opened, String place, Recordings recordings) throws IOException {
        Matcher name = NAME.matcher(place);
        if (!name.matches()) {
            passedOver++;
            return;
        }
        count++;
        Part part = HELD_OUT.contains(name.group(3)) ? Part.TEST : Part.TRAIN;
        parts.computeIfAbsent(part, unseen -> new TreeMap<>())
                .computeIfAbsent(name.group(2), unseen -> new TreeMap<>())
                .computeIfAbsent(name.group(1), unseen -> new ArrayList<>())
                .add(new Clip(place, name.group(1), recording(source, place, opened.bytes(place), recordings)));
    }

    private static Recording recording(Path source, String place, byte[] bytes, Recordings recordings) {
        try {
            Recording read = WavFile.parse(bytes);
            return new Recording(recordings.fitting(read.sound()), read.channels(), read.samples());
        } catch (IllegalArgumentException e) {
            throw new DataException(source.resolve(place) + " " + e.getMessage(), e);
        }
    }

    private void requireParts(Path source) {
        if (count == 0) {
            throw new DataException(source + " has no recording of a digit; expected are .wav files named"
                    + " DIGIT_SPEAKER_INDEX.wav, as 7_jackson_32.wav, in a folder or a zip");
        }
        requirePart(source, Part.TRAIN, "from 5 on, to learn from");
        requirePart(source, Part.TEST, "from 0 to 4, for the score");
    }

    private void requirePart(Path source, Part part, String indices) {
        if (!parts.containsKey(part)) {
            throw new DataException(source + " has no recording with an index " + indices + ", as 7_jackson_"
                    + (part == Part.TRAIN ? "32" : "3") + ".wav; name some so");
        }
    }

    /** Returns the speakers of a part, by their letters. */
    List<String> speakers(Part part) {
        return List.copyOf(speech(part).keySet());
    }

    /** Returns the digits that a speaker says in a part, by their letters. */
    List<String> digits(Part part, String speaker) {
        return List.copyOf(speech(part).getOrDefault(speaker, new TreeMap<>()).keySet());
    }

    /** Returns the recordings of a digit by a speaker. */
    List<Clip> clips(Part part, String speaker, String digit) {
        return speech(part).getOrDefault(speaker, new TreeMap<>()).getOrDefault(digit, List.of());
    }

    private SortedMap<String, SortedMap<String, List<Clip>>> speech(Part part) {
        return parts.getOrDefault(part, new TreeMap<>());
    }

    /** Returns the number of recordings. */
    int count() {
        return count;
    }

    /** Returns the number of files that are none. */
    int passedOver() {
        return passedOver;
    }
}
