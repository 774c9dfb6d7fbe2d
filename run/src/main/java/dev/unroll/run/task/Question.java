package dev.unroll.run.task;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.explain.Explanation;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prompt;
import java.util.List;
import java.util.Optional;

/** What an answer is to be explained of. */
public interface Question {

    /** Returns what to call it: the text itself, or a few words. */
    String name();

    /** Returns the label that is known to be right, where it is no part of the input. */
    Optional<String> known();

    /**
     * Explains an answer, or the most probable one if none is named.
     *
     * @throws IllegalArgumentException if there is nothing to explain, or no such answer
     */
    Explanation explain(Model model, Optional<String> answer);

    /**
     * As a user puts it.
     *
     * @param input what was typed: a text, numbers, or the name of a file
     * @param label that the text begins with, if it does
     * @param example which input of a file of several, from 0
     * @param word which word of a sentence, from 1
     * @param given how a sentence is given
     */
    record Typed(String input, Optional<String> label, int example, int word, Asking.Words given) {}

    /** A text, which the model may read behind its label. */
    record OfText(Prompt prompt, Optional<String> known) implements Question {

        @Override
        public String name() {
            return prompt.text();
        }

        @Override
        public Explanation explain(Model model, Optional<String> answer) {
            return answer.map(named -> Explanation.of(model, prompt, named))
                    .orElseGet(() -> Explanation.of(model, prompt));
        }
    }

    /** A sequence of vectors, [T, features], as the data have them. */
    record OfVectors(String name, Matrix vectors, Optional<String> known) implements Question {

        @Override
        public Explanation explain(Model model, Optional<String> answer) {
            return answer.map(named -> Explanation.of(model, vectors, named))
                    .orElseGet(() -> Explanation.of(model, vectors));
        }
    }

    /**
     * One word of a sentence.
     *
     * @param word which one, from 1
     */
    record OfWord(List<String> sentence, int word, Optional<String> known) implements Question {

        public OfWord {
            sentence = List.copyOf(sentence);
            if (word < 1 || word > sentence.size()) {
                throw new IllegalArgumentException("--word must be from 1 to " + sentence.size()
                        + ", since the sentence has so many words, but is " + word);
            }
        }

        @Override
        public String name() {
            return sentence.get(word - 1) + " (word " + word + ") in: " + String.join(" ", sentence);
        }

        @Override
        public Explanation explain(Model model, Optional<String> answer) {
            return answer.map(named -> Explanation.ofWord(model, sentence, word - 1, named))
                    .orElseGet(() -> Explanation.ofWord(model, sentence, word - 1));
        }
    }

    /**
     * Returns the input of this number.
     *
     * @throws IllegalArgumentException if there is none
     */
    static <T> T chosen(List<T> inputs, int example, String where) {
        if (example < 0 || example >= inputs.size()) {
            throw new IllegalArgumentException(
                    "--example must be from 0 to " + (inputs.size() - 1) + ", as " + where + " has " + inputs.size()
                            + (inputs.size() == 1 ? " example" : " examples") + ", but is " + example);
        }
        return inputs.get(example);
    }
}
