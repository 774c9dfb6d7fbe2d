package dev.unroll.run.task.transduce;

import dev.unroll.core.input.Marks;
import dev.unroll.core.score.Edit;
import dev.unroll.run.page.Words;
import java.util.List;

/** Tokens and texts as people see them: blanks and marks have signs of their own. */
final class ShownTokens {

    /** What stands for the mark of the end. */
    static final String END = "⊣";

    private static final String BEGIN = "⊢";

    /** What stands where the answer or the right target has no token. */
    private static final String NOTHING = "–";

    /** Letters of a source or a target on a page. */
    private static final int LONGEST_TEXT = 160;

    private ShownTokens() {}

    static String of(String token) {
        return switch (token) {
            case Marks.BEGIN_TOKEN -> BEGIN;
            case Marks.END_TOKEN -> END;
            default -> Words.token(token);
        };
    }

    static List<String> of(List<String> tokens) {
        return tokens.stream().map(ShownTokens::of).toList();
    }

    /** Returns the token of an edit that was said. */
    static String answered(Edit edit) {
        return switch (edit) {
            case Edit.Match(String token) -> of(token);
            case Edit.Substitution(String _, String answered) -> of(answered);
            case Edit.Deletion _ -> NOTHING;
            case Edit.Insertion(String answered) -> of(answered);
        };
    }

    /** Returns the token of an edit that is right. */
    static String right(Edit edit) {
        return switch (edit) {
            case Edit.Match(String token) -> of(token);
            case Edit.Substitution(String right, String _) -> of(right);
            case Edit.Deletion(String right) -> of(right);
            case Edit.Insertion _ -> NOTHING;
        };
    }

    /** Returns a whole source or target in a line of a page, its end cut off if it is very long. */
    static String text(String text) {
        return Words.shortened(Words.line(text), LONGEST_TEXT);
    }
}
