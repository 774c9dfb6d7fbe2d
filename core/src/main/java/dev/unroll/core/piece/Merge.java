package dev.unroll.core.piece;

/**
 * Two neighbors that become one piece.
 *
 * @param left not empty, without a blank
 * @param right not empty, without a blank
 */
public record Merge(String left, String right) {

    private static final char BLANK = ' ';

    public Merge {
        requirePiece(left);
        requirePiece(right);
    }

    private static void requirePiece(String piece) {
        if (piece.isEmpty() || piece.indexOf(BLANK) >= 0) {
            throw new IllegalArgumentException(
                    "a merge must join two pieces, neither empty nor with a blank in it, but one is \"" + piece + "\"");
        }
    }

    /** Returns the piece that the two become. */
    public String joined() {
        return left + right;
    }

    /** Returns the two with a blank between them, which {@link #parse} reads. */
    @Override
    public String toString() {
        return left + BLANK + right;
    }

    /**
     * Returns the merge that is written so: two pieces and a blank between them.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static Merge parse(String text) {
        int blank = text.indexOf(BLANK);
        if (blank < 0) {
            throw new IllegalArgumentException(
                    "a merge must be two pieces with a blank between them but is \"" + text + "\"");
        }
        return new Merge(text.substring(0, blank), text.substring(blank + 1));
    }
}
