package dev.unroll.run.task.transduce;

import dev.unroll.core.score.Edit;

/**
 * An edit as people see it.
 *
 * @param answered the token that was said
 * @param right the token that is right
 */
record ShownEdit(String answered, String right) {

    /** What stands where one of the two has no token. */
    private static final String NOTHING = "–";

    static ShownEdit of(Edit edit) {
        return switch (edit) {
            case Edit.Match(String token) -> new ShownEdit(ShownTokens.of(token), ShownTokens.of(token));
            case Edit.Substitution(String right, String answered) ->
                new ShownEdit(ShownTokens.of(answered), ShownTokens.of(right));
            case Edit.Deletion(String right) -> new ShownEdit(NOTHING, ShownTokens.of(right));
            case Edit.Insertion(String answered) -> new ShownEdit(ShownTokens.of(answered), NOTHING);
        };
    }
}
