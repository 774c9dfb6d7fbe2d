package dev.unroll.core.checkpoint;

/** Where a training leaves checkpoints; it asks after each batch whether one is wanted. */
public interface Checkpoints {

    /** Keeps none. */
    Checkpoints NONE = new Checkpoints() {
        @Override
        public boolean areDue(long step) {
            return false;
        }

        @Override
        public void keep(Checkpoint checkpoint) {}
    };

    /** Returns whether a checkpoint is wanted now, after so many steps; a batch may be part of the next one. */
    boolean areDue(long step);

    /**
     * Keeps a checkpoint, whole or not at all; also when a training is stopped, whether one is due or not.
     *
     * @throws java.io.UncheckedIOException if it cannot be kept; those kept before are still there
     */
    void keep(Checkpoint checkpoint);
}
