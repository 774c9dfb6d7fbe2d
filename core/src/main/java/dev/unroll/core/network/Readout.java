package dev.unroll.core.network;

import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.network.ParameterLayout.Window;
import dev.unroll.core.network.Signal.Kind;
import java.util.List;

/** A part that makes one row a sequence of its steps. */
public sealed interface Readout extends Part {

    /** The last valid step of each sequence; of a backward direction, its own last step: the first of the sequence. */
    record LastStep() implements Readout {
        @Override
        public String kind() {
            return "last_step";
        }

        @Override
        public boolean needsWholeSequence() {
            return false;
        }
    }

    /**
     * The last valid position of each sequence, {@code output[:, -1]} as PyTorch's users write it; a backward direction has
     * seen one step there.
     */
    record LastPosition() implements Readout {
        @Override
        public String kind() {
            return "last_position";
        }

        @Override
        public boolean needsWholeSequence() {
            return false;
        }
    }

    /** Every step, a row each: nothing to do. A network without a readout has this one. */
    record EveryStep() implements Readout {
        @Override
        public String kind() {
            return "every_step";
        }

        @Override
        public boolean needsWholeSequence() {
            return false;
        }

        @Override
        public Signal gives(Signal given, Place place) {
            place.requireKind(this, given, Kind.STEPS);
            return given;
        }
    }

    /** All steps side by side, [steps · outputs], the first step first; every sequence must have {@code steps} steps. */
    record Flatten(int steps) implements Readout {
        public Flatten {
            if (steps < 1) {
                throw new IllegalArgumentException("steps must be at least 1 but is " + steps);
            }
        }

        @Override
        public String kind() {
            return "flatten";
        }

        @Override
        public Signal gives(Signal given, Place place) {
            place.requireKind(this, given, Kind.STEPS);
            long width = (long) steps * given.width();
            if (width > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(this + " makes " + width + " numbers of " + given.width()
                        + " a step, more than an array can hold");
            }
            return given.withKind(Kind.SEQUENCES).withWidth((int) width);
        }
    }

    /** The mean over the steps of each sequence. */
    record Mean() implements Readout {
        @Override
        public String kind() {
            return "mean";
        }
    }

    /** The largest value over the steps of each sequence, element by element; of equal ones the earliest counts. */
    record Max() implements Readout {
        @Override
        public String kind() {
            return "max";
        }
    }

    /**
     * A mean over the steps of each sequence in which each has a weight of its own, learned: steps are compared with a query.
     *
     * <pre>
     *   uₜ = tanh(W hₜ + b)     αₜ = exp(v · uₜ) / Σₛ exp(v · uₛ)     Σₜ αₜ hₜ
     * </pre>
     *
     * <p>Only the steps that a sequence has take part. Source: Yang et al., "Hierarchical Attention Networks for Document
     * Classification", 2016, whose u_w is v.
     *
     * @param hiddenSize numbers of uₜ, of b and of the query v
     */
    record Pooling(int hiddenSize) implements Readout {
        public Pooling {
            if (hiddenSize < 1) {
                throw new IllegalArgumentException("hiddenSize must be at least 1 but is " + hiddenSize);
            }
        }

        @Override
        public String kind() {
            return "attention";
        }

        @Override
        public List<Window> parameters(Place place, Signal given) {
            int width = given.width();
            return List.of(
                    Window.of(weightName(place), Role.ATTENTION_WEIGHT, List.of(hiddenSize, width), width),
                    Window.of(biasName(place), Role.ATTENTION_BIAS, List.of(hiddenSize), width),
                    Window.of(queryName(place), Role.ATTENTION_QUERY, List.of(hiddenSize), hiddenSize));
        }

        /** Returns what W, [hiddenSize, width], of a readout at this place is called. */
        public static String weightName(Place place) {
            return place.prefix() + "pooling.weight";
        }

        /** Returns what b, [hiddenSize], of a readout at this place is called. */
        public static String biasName(Place place) {
            return place.prefix() + "pooling.bias";
        }

        /** Returns what v, [hiddenSize], of a readout at this place is called. */
        public static String queryName(Place place) {
            return place.prefix() + "pooling.query";
        }
    }

    /** Returns whether it can only be read when the sequence is over, and not from its last step alone. */
    default boolean needsWholeSequence() {
        return true;
    }

    @Override
    default Signal gives(Signal given, Place place) {
        place.requireKind(this, given, Kind.STEPS);
        return given.withKind(Kind.SEQUENCES);
    }

    @Override
    default Place after(Place place, Signal given) {
        return place.from(place.describe(this)).next();
    }
}
