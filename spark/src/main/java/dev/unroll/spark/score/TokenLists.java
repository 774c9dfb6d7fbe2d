package dev.unroll.spark.score;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;

/** Texts that come in their tokens, as cells have them. */
public final class TokenLists {

    /** What a column must be where texts may come in tokens, in words. */
    public static final String TEXT_OR_TOKENS = "a string, or an array of strings, its tokens";

    private TokenLists() {}

    /** Returns whether cells of a type are lists of tokens. */
    public static boolean are(DataType type) {
        return type instanceof ArrayType tokens && tokens.elementType() instanceof StringType;
    }

    /**
     * Returns the tokens of a cell.
     *
     * @throws IllegalArgumentException if one is null
     */
    public static List<String> of(Object cell) {
        List<String> tokens = new ArrayList<>();
        for (Object entry : RowLists.list(cell)) {
            if (entry == null) {
                throw new IllegalArgumentException("token " + tokens.size() + " is null; leave it out");
            }
            tokens.add((String) entry);
        }
        return tokens;
    }
}
