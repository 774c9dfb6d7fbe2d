package dev.unroll.run.task;

/**
 * How a user wants to be answered.
 *
 * @param top how many answers are shown, where there are several
 * @param words how a sentence is given, where words are asked about
 */
public record Asking(int top, Words words) {

    /** How a sentence is given. */
    public enum Words {
        /** As text: words and punctuation are told apart here. */
        IN_TEXT,
        /** As words with blanks between them, punctuation among them: as corpora are. */
        SPLIT
    }
}
