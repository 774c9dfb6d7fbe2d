package dev.unroll.core.network;

/** What passes from one part of a network to the next: rows of so many numbers, one a step or one a sequence. */
public record Signal(Kind kind, int width) {

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

    public Signal {
        if (width < 1) {
            throw new IllegalArgumentException("a row must have at least 1 number but has " + width);
        }
    }

    /** Returns rows of the same kind and another width. */
    public Signal withWidth(int changed) {
        return new Signal(kind, changed);
    }
}
