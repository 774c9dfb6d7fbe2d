package dev.unroll.core.model;

import dev.unroll.core.input.WordEncoder;
import dev.unroll.core.network.Batch;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.task.Tag;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a model which tag each word of a sentence has. A tagger is for one thread at a time; {@link #fork} gives another thread
 * one that shares the weights.
 */
public final class Tagger {

    private final Session session;
    private final WordEncoder words;

    /**
     * Makes a model ready, with the fastest kernels, on the caller's thread alone.
     *
     * @throws IllegalStateException if the model is made for another task, or does not read words
     */
    public Tagger(Model model) {
        this(Session.of(model, Tag.class, Tag.NAME), words(model));
    }

    private Tagger(Session session, WordEncoder words) {
        this.session = session;
        this.words = words;
    }

    private static WordEncoder words(Model model) {
        if (model.input() instanceof WordEncoder words) {
            return words;
        }
        throw new IllegalStateException("model " + model.name() + " reads no words");
    }

    /** Returns another tagger on the same weights, for another thread. */
    public Tagger fork() {
        return new Tagger(session.fork(), words);
    }

    /**
     * Returns the most probable tag of each word of a sentence.
     *
     * @param sentence words, at least one, exactly as they stand in the text
     * @throws IllegalArgumentException if there is no word, or an empty one
     * @throws NonFiniteException if a state or an output of the network is not finite; it names the step and the layer
     */
    public List<Prediction> tag(List<String> sentence) {
        if (sentence.isEmpty()) {
            throw new IllegalArgumentException("the sentence has no word, so there is nothing to tag");
        }
        Batch batch = session.forward(words.encode(List.of(sentence)), String.join(" ", sentence));
        List<Prediction> tags = new ArrayList<>();
        for (int t = 0; t < sentence.size(); t++) {
            tags.add(session.ranked(batch.unrolling().row(t, 0)).getFirst());
        }
        return tags;
    }
}
