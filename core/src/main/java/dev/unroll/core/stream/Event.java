package dev.unroll.core.stream;

/** What comes of a sequence: its next step, or its end. */
public sealed interface Event {

    /** Returns what it is, for people. */
    String kind();

    /**
     * The next piece of a text, of a model of texts: whole tokens, a single word of a model that tags. More than one token are as
     * many steps.
     */
    record Text(String piece) implements Event {
        @Override
        public String kind() {
            return "a text";
        }
    }

    /** The numbers of the next step, of a model of vectors. */
    final class Vector implements Event {

        private final float[] step;

        private Vector(float[] step) {
            this.step = step;
        }

        /** Returns the numbers, [features]: not to be written to. */
        float[] step() {
            return step;
        }

        @Override
        public String kind() {
            return "a vector";
        }
    }

    /** The next value of a series, of a model that forecasts; NaN if it is missing, where the model learned of such. */
    record Value(double value) implements Event {
        @Override
        public String kind() {
            return "a value";
        }
    }

    /** The end of the sequence: nothing is remembered of it, and what comes next under its key begins another one. */
    record End() implements Event {
        @Override
        public String kind() {
            return "an end";
        }
    }

    /** Returns the next piece of a text. */
    static Event text(String piece) {
        return new Text(piece);
    }

    /**
     * Returns the numbers of the next step.
     *
     * @param step [features], as the data have them: the model scales them; NaN where one is missing, if it learned of such
     */
    static Event vector(float... step) {
        return new Vector(step.clone());
    }

    /** Returns the next value of a series. */
    static Event value(double value) {
        return new Value(value);
    }

    /** Returns the end of the sequence. */
    static Event end() {
        return new End();
    }
}
