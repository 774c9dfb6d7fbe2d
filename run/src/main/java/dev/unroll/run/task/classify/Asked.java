package dev.unroll.run.task.classify;

import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Classifier;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prediction;
import dev.unroll.run.sequence.AskedSequences;
import java.util.List;
import java.util.Optional;

/** What a model that classifies is asked of: texts, or sequences of vectors. */
public final class Asked {

    private final Classifier classifier;
    private final Model model;
    private final Optional<AskedSequences> sequences;

    private Asked(Model model, Optional<AskedSequences> sequences) {
        this.model = model;
        this.classifier = new Classifier(model);
        this.sequences = sequences;
    }

    /** Returns the way to ask a model, {@code inputs} being what a user gave: for vectors, maybe names of files. */
    public static Asked of(Model model, List<String> inputs) {
        return new Asked(
                model,
                model.input() instanceof VectorEncoder vectors
                        ? Optional.of(AskedSequences.of(model, vectors, inputs))
                        : Optional.empty());
    }

    /** Returns what is answered one by one: a file's sequences in place of the file, {@code FILE[0]}, {@code FILE[1]}, …. */
    public List<String> each(List<String> inputs) {
        return sequences.map(asked -> asked.each(inputs)).orElse(inputs);
    }

    /** Returns all labels, the most probable first. */
    public List<Prediction> predict(String input) {
        return sequences.isPresent() ? classifier.predict(sequence(input)) : classifier.predict(input);
    }

    /** Returns the sequence of vectors that an input stands for, [T, features]. */
    public Matrix sequence(String input) {
        return sequences
                .orElseThrow(() -> new IllegalStateException("model " + model.name() + " reads texts"))
                .sequence(input);
    }
}
