package dev.unroll.run.task;

import dev.unroll.core.model.Model;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a user wants to be answered.
 *
 * @param top how many answers are shown, where there are several
 * @param several the number of answers that was asked for; empty: what is customary
 * @param words how a sentence is given, where words are asked about
 * @param prompt what another sequence begins with; empty if that is free
 * @param targets how another sequence is looked for
 */
public record Asking(int top, OptionalInt several, Words words, String prompt, Targets targets) {

    /** How a sentence is given. */
    public enum Words {
        /** As text: words and punctuation are told apart here. */
        IN_TEXT,
        /** As words with blanks between them, punctuation among them: as corpora are. */
        SPLIT
    }

    /**
     * How another sequence is looked for. All but the beam is for models of CTC.
     *
     * @param beam how many beginnings of one are kept; empty: as the model was made to
     * @param wordList a file of the words that may be said; empty: any
     * @param languageModel a model of the letters, or other tokens, that follow each other; empty: any may follow any
     * @param weight of the language model
     * @param bonus for each token, beside the language model
     */
    public record Targets(
            OptionalInt beam, Optional<Path> wordList, Optional<Model> languageModel, double weight, double bonus) {

        /** As the model was made to. */
        public static final Targets AS_MADE =
                new Targets(OptionalInt.empty(), Optional.empty(), Optional.empty(), 0, 0);

        /** Returns whether more is known of what may be said than the model knows. */
        public boolean hasPrior() {
            return wordList.isPresent() || languageModel.isPresent();
        }
    }
}
