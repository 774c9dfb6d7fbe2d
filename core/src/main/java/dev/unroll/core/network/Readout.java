package dev.unroll.core.network;

import dev.unroll.core.network.Signal.Kind;

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
