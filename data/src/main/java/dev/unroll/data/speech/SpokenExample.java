package dev.unroll.data.speech;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.FilePlace;
import dev.unroll.data.VectorExample;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A sound, and the texts that are right transcripts of it.
 *
 * @param vectors [T, F], its features, not scaled
 * @param rightTargets the transcripts, at least one, no two equal; the one that was read first first: it is the one to learn from
 *     where one is asked for
 * @param place the line that names it; nothing if it was made
 */
public record SpokenExample(Matrix vectors, List<String> rightTargets, Optional<FilePlace> place)
        implements VectorExample {

    /** A sound that is from no file. */
    public SpokenExample(Matrix vectors, List<String> rightTargets) {
        this(vectors, rightTargets, Optional.empty());
    }

    public SpokenExample {
        rightTargets = List.copyOf(rightTargets);
        if (rightTargets.isEmpty() || rightTargets.contains("")) {
            throw new IllegalArgumentException(
                    "a sound must have at least 1 transcript, and none that is empty, but has " + rightTargets);
        }
    }

    /** Returns none: transcripts are texts, which no table counts. */
    @Override
    public List<String> targets() {
        return List.of();
    }

    @Override
    public void describe(Consumer<String> hash) {
        hash.accept(Integer.toString(rightTargets.size()));
        hash.accept(Long.toHexString(fingerprint()));
        rightTargets.forEach(hash);
    }

    @Override
    public String excerpt() {
        return "a sound";
    }
}
