package dev.unroll.run.task;

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
 * @param beam how many beginnings of one are kept; empty: as the model was made to
 * @param wordList a file of the words that may be said; empty: any
 */
public record Asking(
        int top, OptionalInt several, Words words, String prompt, OptionalInt beam, Optional<Path> wordList) {

    /** How a sentence is given. */
    public enum Words {
        /** As text: words and punctuation are told apart here. */
        IN_TEXT,
        /** As words with blanks between them, punctuation among them: as corpora are. */
        SPLIT
    }
}
