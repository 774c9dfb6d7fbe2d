package dev.unroll.run.explain;

import dev.unroll.core.explain.Explanation;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prompt;
import dev.unroll.run.task.Question;
import java.util.List;
import java.util.Optional;

/** Why a model gives a label. */
public sealed interface LabelQuestion extends Question {

    /** Returns what to call it: the text itself, or a few words. */
    String name();

    /** Returns the label that is known to be right, where it is no part of the input. */
    Optional<String> known();

    /**
     * Explains an answer, or the most probable one if none is named.
     *
     * @throws IllegalArgumentException if there is nothing to explain, or no such answer
     */
    Explanation explanation(Model model, Optional<String> answer);

    @Override
    default Explained explain(Model model, Which which) {
        return new ExplainedLabel(model, this, explanation(model, which.label()));
    }

    /** A text, which the model may read behind its label. */
    record OfText(Prompt prompt, Optional<String> known) implements LabelQuestion {

        @Override
        public String name() {
            return prompt.text();
        }

        @Override
        public Explanation explanation(Model model, Optional<String> answer) {
            return answer.map(named -> Explanation.of(model, prompt, named))
                    .orElseGet(() -> Explanation.of(model, prompt));
        }
    }

    /** A sequence of vectors, [T, features], as the data have them. */
    record OfVectors(String name, Matrix vectors, Optional<String> known) implements LabelQuestion {

        @Override
        public Explanation explanation(Model model, Optional<String> answer) {
            return answer.map(named -> Explanation.of(model, vectors, named))
                    .orElseGet(() -> Explanation.of(model, vectors));
        }
    }

    /**
     * One word of a sentence.
     *
     * @param word which one, from 1
     */
    record OfWord(List<String> sentence, int word, Optional<String> known) implements LabelQuestion {

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
        public Explanation explanation(Model model, Optional<String> answer) {
            return answer.map(named -> Explanation.ofWord(model, sentence, word - 1, named))
                    .orElseGet(() -> Explanation.ofWord(model, sentence, word - 1));
        }
    }
}
