package dev.unroll.core.train;

import dev.unroll.core.checkpoint.Checkpoint;

/** What the batches of one update have, counted. */
final class UpdateCounts {

    private static final String EXAMPLES = "update.examples";
    private static final String PREDICTIONS = "update.predictions";
    private static final String CORRECT = "update.correct";

    private int examples;
    private int predictions;
    private int correct;

    void add(int batchSize, GradientStep gradient) {
        examples += batchSize;
        predictions += gradient.predictions();
        correct += gradient.correct();
    }

    int examples() {
        return examples;
    }

    int predictions() {
        return predictions;
    }

    int correct() {
        return correct;
    }

    void clear() {
        examples = 0;
        predictions = 0;
        correct = 0;
    }

    void save(Checkpoint.Builder into) {
        into.put(EXAMPLES, examples);
        into.put(PREDICTIONS, predictions);
        into.put(CORRECT, correct);
    }

    void restore(Checkpoint from) {
        examples = (int) from.whole(EXAMPLES);
        predictions = (int) from.whole(PREDICTIONS);
        correct = (int) from.whole(CORRECT);
    }
}
