package dev.unroll.run.task.transduce;

import dev.unroll.core.explain.PairExplanation;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The places of a source that is explained: its tokens, or the steps of a sound; where the network joins steps, all that are
 * joined.
 *
 * @param names as people see them: tokens; of a sound, when they begin, in seconds if these are known, or else the first step
 */
record SourcePlaces(List<String> names, Kind kind) {

    /** Places that are named beside an output. */
    private static final int NAMED = 3;

    /** Parts, and nats, below which a place is not named. */
    private static final double LEAST = 0.01;

    /** What the names are. */
    enum Kind {
        TOKENS,
        SECONDS,
        STEPS
    }

    SourcePlaces {
        names = List.copyOf(names);
    }

    /**
     * Returns the places of the source of an explanation.
     *
     * @param seconds of a step; empty if they are not known
     */
    static SourcePlaces of(PairExplanation explanation, Optional<Double> seconds) {
        int reduction = explanation.reduction();
        if (!explanation.read().isEmpty()) {
            List<String> tokens = ShownTokens.of(explanation.read());
            return new SourcePlaces(
                    IntStream.range(0, Math.ceilDiv(tokens.size(), reduction))
                            .mapToObj(place -> String.join(
                                    " ",
                                    tokens.subList(
                                            place * reduction, Math.min(tokens.size(), (place + 1) * reduction))))
                            .toList(),
                    Kind.TOKENS);
        }
        return new SourcePlaces(
                IntStream.range(0, explanation.places())
                        .mapToObj(place -> begin(place * reduction, seconds))
                        .toList(),
                seconds.isPresent() ? Kind.SECONDS : Kind.STEPS);
    }

    private static String begin(int step, Optional<Double> seconds) {
        return seconds.map(each -> String.format(Locale.ROOT, "%.2f", step * each))
                .orElseGet(() -> Integer.toString(step + 1));
    }

    /** Returns whether the source is a sound, or another sequence of vectors. */
    boolean areOfSound() {
        return kind != Kind.TOKENS;
    }

    int count() {
        return names.size();
    }

    /** Returns the places with the largest numbers, which are not too small to be named. */
    String strongest(List<Double> values, PairNumbers meaning) {
        return IntStream.range(0, values.size())
                .boxed()
                .filter(j -> Math.abs(values.get(j)) >= LEAST)
                .sorted(Comparator.comparingDouble(j -> -Math.abs(values.get(j))))
                .limit(NAMED)
                .map(j -> (areOfSound() ? "" : j + 1 + " ") + names.get(j) + " " + meaning.text(values.get(j)))
                .collect(Collectors.joining(", "));
    }
}
