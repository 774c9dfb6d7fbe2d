package dev.unroll.run.task.transduce;

import dev.unroll.core.input.Marks;
import dev.unroll.run.page.Words;
import java.util.List;

/** Tokens as people see them: blanks and marks have signs of their own. */
final class ShownTokens {

    /** What stands for the mark of the end. */
    static final String END = "⊣";

    private static final String BEGIN = "⊢";

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
}
