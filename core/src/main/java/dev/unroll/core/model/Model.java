package dev.unroll.core.model;

import dev.unroll.core.compact.WeightForm;
import dev.unroll.core.input.InputEncoder;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.input.WordEncoder;
import dev.unroll.core.network.Network;
import dev.unroll.core.pass.Stepper;
import dev.unroll.core.task.LabelTask;
import dev.unroll.core.task.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a user saves, loads and asks: a network with the way from a text, or from numbers, to its input and from its
 * output to an answer.
 *
 * <p>A model is immutable; any number of threads may ask it, each through a {@link Classifier}, {@link LanguageModel} or
 * {@link Tagger} of its own, or a {@link LabelStream} while the input is still coming.
 *
 * @param task what it answers
 * @param input the way to the network's input
 * @param training how it came to be, as plain data (maps, lists, strings, numbers, Booleans): the resolved configuration,
 *     data, split, scores beside baselines; shown in the model card
 */
public record Model(String name, Task task, Network network, InputEncoder input, Map<String, Object> training) {

    /** Checks that the network's input and output fit the encoder and the task. */
    public Model {
        // Not Map.copyOf, whose order changes from run to run: one model is one file.
        training = Collections.unmodifiableMap(new LinkedHashMap<>(training));
        input.requireReader(network.spec().input());
        task.requireFits(network.spec(), input);
    }

    /** A model that says nothing of how it came to be. */
    public Model(String name, Task task, Network network, InputEncoder input) {
        this(name, task, network, input, Map.of());
    }

    /**
     * Returns the same model with the weights of its recurrent layers kept in fewer bits while it answers.
     *
     * @throws IllegalArgumentException if a weight is not finite
     * @see Network#withWeights
     */
    public Model withWeights(WeightForm form) {
        return new Model(name, task, network.withWeights(form), input, training);
    }

    /**
     * Returns the labels of the network's outputs, in order; of a next-token model, the tokens of its vocabulary.
     *
     * @throws IllegalStateException if its answers are no labels
     */
    public List<String> labels() {
        if (task instanceof LabelTask labeling) {
            return labeling.labels();
        }
        throw new IllegalStateException("model " + name + " is made to " + task.name() + ", so it has no labels");
    }

    /**
     * Returns the way from a text to the network's input.
     *
     * @throws IllegalStateException if the model reads vectors or words
     */
    public TextEncoder text() {
        if (input instanceof TextEncoder text) {
            return text;
        }
        throw new IllegalStateException("model " + name + " reads "
                + (input instanceof WordEncoder ? "words" : "vectors") + ", so it has no way from texts");
    }

    /**
     * Returns the way from measured numbers to the network's input.
     *
     * @throws IllegalStateException if the model reads texts or words
     */
    public VectorEncoder vectors() {
        if (input instanceof VectorEncoder vectors) {
            return vectors;
        }
        throw new IllegalStateException("model " + name + " reads texts, so it cannot be asked of vectors");
    }

    /**
     * Returns the tokens of a text that is to be answered.
     *
     * @throws IllegalArgumentException if there are none
     */
    public int[] requireTokens(String asked, int[] tokens) {
        if (tokens.length == 0) {
            throw new IllegalArgumentException("\"" + asked + "\" has no token that the model reads ("
                    + text().normalization().toData() + "), so there is nothing to answer");
        }
        return tokens;
    }

    /**
     * Returns the task, which must be of this kind.
     *
     * @param name of the task that is needed
     * @throws IllegalStateException if the model is made for another task
     */
    public <T extends Task> T task(Class<T> kind, String name) {
        if (kind.isInstance(task)) {
            return kind.cast(task);
        }
        throw new IllegalStateException(
                "model " + this.name + " is made to " + task.name() + "; one made to " + name + " is needed");
    }

    /**
     * Returns whether it can answer while its input is still coming, as a {@link LabelStream} does: no layer reads backward,
     * the readout is the last step or every step, and the answers are labels.
     */
    public boolean streams() {
        return task instanceof LabelTask
                && Stepper.canRun(network.spec())
                && !(input instanceof VectorEncoder vectors && vectors.missing().needsOtherSteps());
    }

    /**
     * Returns the SHA-256, in hexadecimal, of what decides the answers: the parameters, the network, the encoder and the task,
     * and neither the name nor how it came to be. Of a model that was saved and loaded it is the same.
     */
    public String fingerprint() {
        return ModelFolder.fingerprint(this);
    }

    /**
     * Writes the model to a folder of {@code config.json}, {@code model.safetensors} and {@code README.md}: whole or not at
     * all. A model that was there before is replaced; any other folder is refused.
     */
    public void save(Path folder) throws IOException {
        ModelFolder.save(this, folder);
    }

    /**
     * Throws unless {@link #save} may write to this folder: a check for before a long training.
     *
     * @throws java.nio.file.FileAlreadyExistsException if something else than a model is there; the message says what
     */
    public static void requireFree(Path folder) throws IOException {
        ModelFolder.requireFree(folder);
    }

    /**
     * Returns the model in a folder, or that of the training in a folder.
     *
     * @throws ModelException if something is missing, broken or does not fit; the message says what and where
     */
    public static Model load(Path folder) throws IOException {
        return ModelFolder.load(folder);
    }

    /** Returns the model card: what it is, its equations, data, scores. */
    public String card() {
        return new ModelCard(this).text();
    }
}
