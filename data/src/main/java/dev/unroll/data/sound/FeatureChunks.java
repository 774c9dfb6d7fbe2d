package dev.unroll.data.sound;

import dev.unroll.core.kernel.Matrix;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The vectors of a sound, chunk by chunk: one behind the other they have the bits of {@link SoundFeatures} of the whole. A chunk
 * is made of its own samples and of those that its first and last frames and slopes reach.
 */
public final class FeatureChunks implements Iterator<Matrix> {

    private final SoundFeatures features;
    private final Frames frames;
    private final float[] samples;
    private final int rate;
    private final int steps;
    private final int reach;
    private final int count;
    private int next;

    /**
     * Begins before the first chunk.
     *
     * @param steps of a chunk; the last may have fewer
     * @throws IllegalArgumentException if the form has numbers that only the whole sound tells
     */
    public FeatureChunks(FeatureForm form, Sound sound, int steps) {
        requireLocal(form);
        if (steps < 1) {
            throw new IllegalArgumentException("a chunk must have at least 1 step but has " + steps);
        }
        this.frames = form.frames(sound.rate());
        this.features = new SoundFeatures(form, sound.rate());
        this.samples = sound.samples();
        this.rate = sound.rate();
        this.steps = steps;
        this.reach = Math.ceilDiv(frames.fft(), 2 * frames.hop()) + 1 + form.deltas() * Deltas.REACH;
        this.count = frames.count(sound);
    }

    private static void requireLocal(FeatureForm form) {
        if (form.level() != FeatureForm.Level.NONE) {
            throw new IllegalArgumentException(
                    "its features are less their mean over the whole sound, which is not known while it"
                            + " comes; a model that was trained with data.level none can follow a sound");
        }
        if (form.kind() == FeatureForm.Kind.MFCC) {
            throw new IllegalArgumentException(
                    "its features, mfcc, go by the loudest moment of the whole sound, which is not known"
                            + " while it comes; a model that was trained with data.features log_mel can follow a sound");
        }
    }

    @Override
    public boolean hasNext() {
        return next < count;
    }

    /** Returns the vectors of the next steps, [T, F]. */
    @Override
    public Matrix next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the sound has no more steps than " + count);
        }
        int end = Math.min(next + steps, count);
        int first = Math.max(0, next - reach);
        int from = first * frames.hop();
        int to = (int) Math.min(samples.length, (long) (end + reach) * frames.hop());
        Matrix around = features.of(Sound.of(Arrays.copyOfRange(samples, from, to), rate));
        Matrix chunk = Matrix.zeros(end - next, around.columns());
        for (int t = next; t < end; t++) {
            for (int j = 0; j < chunk.columns(); j++) {
                chunk.set(t - next, j, around.get(t - first, j));
            }
        }
        next = end;
        return chunk;
    }
}
