package dev.unroll.data.vectors;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.kernel.Matrix;
import java.util.List;

/** Numbers of a feature each, put side by side. */
final class Features {

    private Features() {}

    /** Returns the numbers of texts; the message of an error says which is none. */
    static float[] numbers(String[] texts, SequenceForm form) {
        float[] numbers = new float[texts.length];
        for (int i = 0; i < texts.length; i++) {
            try {
                numbers[i] = form.number(texts[i]);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("number " + (i + 1) + " " + e.getMessage(), e);
            }
        }
        return numbers;
    }

    /** Returns the sequence of features, [T, F], which must have one length. */
    static Matrix side(List<float[]> features) {
        int steps = features.getFirst().length;
        Matrix vectors = Matrix.zeros(steps, features.size());
        for (int j = 0; j < features.size(); j++) {
            float[] numbers = features.get(j);
            if (numbers.length != steps) {
                throw new IllegalArgumentException("feature " + (j + 1) + " must have "
                        + Sentence.counted(steps, "number") + " as the first one but has " + numbers.length);
            }
            for (int t = 0; t < steps; t++) {
                vectors.set(t, j, numbers[t]);
            }
        }
        return vectors;
    }
}
