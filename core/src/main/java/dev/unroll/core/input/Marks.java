package dev.unroll.core.input;

import dev.unroll.core.form.Data;
import java.util.List;
import java.util.Optional;

/** Which ends of a text are marked with a token of their own. */
public enum Marks {
    /** Neither: an empty text has no index at all. */
    NONE("none"),
    /** {@link #BEGIN_TOKEN} comes before the first token. */
    BEGIN("begin"),
    /** {@link #END_TOKEN} comes after the last token. */
    END("end"),
    /** Both. */
    BEGIN_AND_END("begin-and-end"),
    /** {@link #labelToken} of the text's label comes before the first token, {@link #END_TOKEN} after the last. */
    LABEL_AND_END("label-and-end");

    /** The token before the first. */
    public static final String BEGIN_TOKEN = "<s>";

    /** The token after the last. */
    public static final String END_TOKEN = "</s>";

    private static final String LABEL_START = "<label:";

    private final String dataName;

    Marks(String dataName) {
        this.dataName = dataName;
    }

    /** Returns the token that stands for a label. */
    public static String labelToken(String label) {
        return LABEL_START + label + ">";
    }

    /** Returns the label that a token stands for, if it stands for one. */
    public static Optional<String> labelOf(String token) {
        return token.startsWith(LABEL_START) && token.endsWith(">")
                ? Optional.of(token.substring(LABEL_START.length(), token.length() - 1))
                : Optional.empty();
    }

    /** Returns the tokens that a vocabulary must hold for this, begin before end. */
    public List<String> tokens() {
        return switch (this) {
            case NONE -> List.of();
            case BEGIN -> List.of(BEGIN_TOKEN);
            case END, LABEL_AND_END -> List.of(END_TOKEN);
            case BEGIN_AND_END -> List.of(BEGIN_TOKEN, END_TOKEN);
        };
    }

    /** Returns the name of this choice in a configuration. */
    public String toData() {
        return dataName;
    }

    /** Returns the choice of this name. */
    public static Marks fromData(Data data) {
        return data.choice(values(), Marks::toData);
    }
}
