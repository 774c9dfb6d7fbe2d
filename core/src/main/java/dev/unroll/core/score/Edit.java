package dev.unroll.core.score;

/** What became of one token, of an answer that is compared with what is right. */
public sealed interface Edit {

    /** A token that is right. */
    record Match(String token) implements Edit {}

    /** A token in the place of another. */
    record Substitution(String expected, String answered) implements Edit {}

    /** A token that the answer lacks. */
    record Deletion(String expected) implements Edit {}

    /** A token that the answer has and should not have. */
    record Insertion(String answered) implements Edit {}

    /** Returns whether something is wrong. */
    default boolean isError() {
        return !(this instanceof Match);
    }
}
