package dev.unroll.data.speech;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.DataException;
import dev.unroll.data.ReadReport;
import dev.unroll.data.file.Part;
import dev.unroll.data.sound.Recording;
import dev.unroll.data.sound.Recordings;
import dev.unroll.data.sound.SoundForm;
import dev.unroll.data.speech.DigitClips.Clip;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Strings of spoken digits, made by a seed out of recordings of one digit each: {@value #SHORTEST} to {@value #LONGEST} of one
 * speaker, joined with pauses, as a telephone number is read out. Where each digit stands is not told: it is to be learned.
 *
 * <p>Each string has any speaker, and any digit of this speaker, as likely as another. The strings of the test are made of other
 * recordings than those to learn from, by the same speakers. Source of the recordings: the Free Spoken Digit Dataset (Jackson
 * et al. 2018); of the idea: TIDIGITS (Leonard 1984), in which digits are read out connected.
 */
public final class DigitStrings {

    /** The fewest digits of a string. */
    public static final int SHORTEST = 3;

    /** The most digits of a string. */
    public static final int LONGEST = 7;

    /** The shortest and the longest pause, in seconds. */
    private static final double SHORTEST_PAUSE = 0.05;

    private static final double LONGEST_PAUSE = 0.3;

    private static final int MOST = 1_000_000;

    /** What is drawn for a string: a coordinate of its hash. */
    private enum Draw {
        SPEAKER(0),
        LENGTH(1),
        DIGIT(2),
        CLIP(3),
        PAUSE(4),
        NOISE(5);

        private final int code;

        Draw(int code) {
            this.code = code;
        }
    }

    private DigitStrings() {}

    /**
     * Returns strings to learn from and others for the score.
     *
     * @param source the recordings, {@code DIGIT_SPEAKER_INDEX.wav}, in a folder or a zip; those with an index from 0 to 4 are for
     *     the score
     * @param form what is made of a sound; the names that it has are not asked for
     * @param training how many strings to learn from, at least one
     * @param test how many for the score
     * @throws DataException if a recording cannot be read or has another rate than the first, or there is none of a part
     */
    public static SpeechDataset load(Path source, SoundForm form, long seed, int training, int test) {
        requireCount("training", training, 1);
        requireCount("test", test, 0);
        var recordings = new Recordings(form);
        DigitClips clips = DigitClips.read(source, recordings);
        List<SpokenExample> examples = examples(strings(clips, Part.TRAIN, seed, training), recordings);
        List<SpokenExample> scored = examples(strings(clips, Part.TEST, seed, test), recordings);
        var report = new ReadReport(
                clips.count(),
                ReadReport.Unit.SOUND,
                clips.count(),
                0,
                0,
                0,
                0,
                List.of(),
                List.of(),
                clips.passedOver());
        return new SpeechDataset(
                "digit-strings", examples, List.of(), scored, recordings.rate(), report, recordings.facts());
    }

    private static void requireCount(String name, int count, int least) {
        if (count < least || count > MOST) {
            throw new IllegalArgumentException(
                    "count of " + name + " strings must be in " + least + " to 1,000,000 but is " + count);
        }
    }

    private static List<SpokenExample> examples(List<DigitString> strings, Recordings recordings) {
        var examples = new ArrayList<SpokenExample>(strings.size());
        for (DigitString string : strings) {
            Recording joined = string.joined();
            recordings.add(joined);
            Matrix features = recordings.features(joined.sound());
            examples.add(new SpokenExample(features, List.of(string.transcript())));
        }
        return examples;
    }

    /** Returns so many strings of a part, their sounds not yet joined. */
    static List<DigitString> strings(DigitClips clips, Part part, long seed, int count) {
        var strings = new ArrayList<DigitString>(count);
        for (int number = 0; number < count; number++) {
            strings.add(new Drawing(seed, part, number).string(clips));
        }
        return strings;
    }

    /** The random numbers of one string. */
    private record Drawing(long seed, Part part, int number) {

        DigitString string(DigitClips clips) {
            String speaker = one(clips.speakers(part), 0, Draw.SPEAKER);
            List<String> digits = clips.digits(part, speaker);
            int length = SHORTEST + below(LONGEST - SHORTEST + 1, 0, Draw.LENGTH);
            var chosen = new ArrayList<Clip>(length);
            for (int at = 0; at < length; at++) {
                String digit = one(digits, at, Draw.DIGIT);
                chosen.add(one(clips.clips(part, speaker, digit), at, Draw.CLIP));
            }
            int rate = chosen.getFirst().sound().rate();
            var pauses = new ArrayList<Integer>(length + 1);
            for (int at = 0; at <= length; at++) {
                pauses.add(pause(rate, at));
            }
            return new DigitString(chosen, pauses, prefix(Draw.NOISE));
        }

        /** Returns the samples of a pause. */
        private int pause(int rate, int at) {
            int shortest = (int) (SHORTEST_PAUSE * rate);
            return shortest + below((int) (LONGEST_PAUSE * rate) - shortest + 1, at, Draw.PAUSE);
        }

        private <T> T one(List<T> of, int at, Draw draw) {
            return of.get(below(of.size(), at, draw));
        }

        private int below(int bound, int at, Draw draw) {
            return (int) Long.remainderUnsigned(CounterHash.bits(prefix(draw), at), bound);
        }

        private long prefix(Draw draw) {
            return CounterHash.prefix(seed, Purpose.MADE_DATA, part == Part.TRAIN ? 0 : 1, number, draw.code);
        }
    }
}
