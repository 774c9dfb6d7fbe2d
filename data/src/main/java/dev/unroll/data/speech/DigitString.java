package dev.unroll.data.speech;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.data.sound.Recording;
import dev.unroll.data.sound.Sound;
import dev.unroll.data.speech.DigitClips.Clip;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Recordings of digits that follow one another, with pauses between them, before and behind.
 *
 * @param clips at least one, all of one rate
 * @param pauses in samples, one more than there are clips
 * @param noise of {@link CounterHash#prefix}: what the pauses are filled by
 */
record DigitString(List<Clip> clips, List<Integer> pauses, long noise) {

    /** The largest sample of a pause: a quiet room, 60 dB below the full strength. */
    private static final float QUIET = 1e-3f;

    DigitString {
        clips = List.copyOf(clips);
        pauses = List.copyOf(pauses);
    }

    /** Returns the digits with blanks between them: {@code 3 1 4 1 5}. */
    String transcript() {
        return clips.stream().map(Clip::digit).collect(Collectors.joining(" "));
    }

    /** Returns the recordings and the pauses as one. */
    Recording joined() {
        Recording first = clips.getFirst().recording();
        int length = pauses.stream().mapToInt(Integer::intValue).sum()
                + clips.stream().mapToInt(clip -> clip.sound().length()).sum();
        float[] samples = new float[length];
        int at = 0;
        for (int i = 0; i < clips.size(); i++) {
            at = pause(samples, at, pauses.get(i));
            Sound sound = clips.get(i).sound();
            for (int n = 0; n < sound.length(); n++) {
                samples[at++] = sound.at(n);
            }
        }
        pause(samples, at, pauses.getLast());
        return new Recording(Sound.of(samples, first.sound().rate()), 1, first.samples());
    }

    /** Fills a pause by noise that is alike at all frequencies; returns where it ends. */
    private int pause(float[] samples, int from, int length) {
        for (int n = from; n < from + length; n++) {
            float uniform = (CounterHash.bits(noise, n) >>> 40) * 0x1p-24f;
            samples[n] = QUIET * (2 * uniform - 1);
        }
        return from + length;
    }
}
