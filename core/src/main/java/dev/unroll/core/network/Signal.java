package dev.unroll.core.network;

/**
 * What passes from one part of a network to the next: rows of so many numbers, one a step or one a sequence.
 *
 * @param memory what the parts may attend to
 */
public record Signal(Kind kind, int width, Memory memory) {

    /** What another network made of another sequence, to be attended to. */
    public record Memory(int width, int ends) {

        /** Nothing to attend to. */
        public static final Memory NONE = new Memory(0, 0);

        /**
         * @param width of a row, one a step of the other sequence
         * @param ends how many numbers the last states have that a decoder starts from; 0 for none
         */
        public Memory {
            if (width < 0 || ends < 0) {
                throw new IllegalArgumentException(
                        "the sizes of a memory must be at least 0 but are " + width + " and " + ends);
            }
        }
    }

    /** What a row stands for. */
    public enum Kind {
        /** A step's token, a one among zeros that nobody writes down. */
        TOKENS("one-hot tokens"),
        /** A step. */
        STEPS("a row a step"),
        /** A whole sequence. */
        SEQUENCES("a row a sequence");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** Returns how many rows a batch has. */
        public int rows(Batch batch) {
            return this == SEQUENCES ? batch.size() : batch.unrolling().rows();
        }

        /** Returns the place in the batch of the sequence that a row belongs to. */
        public int sequence(Batch batch, int row) {
            return this == SEQUENCES ? row : batch.unrolling().sequence(row);
        }

        /** Returns it in words. */
        @Override
        public String toString() {
            return words;
        }
    }

    /** Rows beside which there is nothing to attend to. */
    public Signal(Kind kind, int width) {
        this(kind, width, Memory.NONE);
    }

    public Signal {
        if (width < 1) {
            throw new IllegalArgumentException("a row must have at least 1 number but has " + width);
        }
    }

    /** Returns rows of the same kind and another width. */
    public Signal withWidth(int changed) {
        return new Signal(kind, changed, memory);
    }

    /** Returns rows of as many numbers, of another kind. */
    public Signal withKind(Kind changed) {
        return new Signal(changed, width, memory);
    }
}
