package dev.unroll.core.model;

import java.util.List;

/** Which ends of a text are marked with a token of their own. */
public enum Marks {
    /** Neither: an empty text has no index at all. */
    NONE("none"),
    /** {@link #BEGIN_TOKEN} comes before the first token. */
    BEGIN("begin"),
    /** {@link #END_TOKEN} comes after the last token. */
    END("end"),
    /** Both. */
    BEGIN_AND_END("begin-and-end");

    /** The token before the first. */
    public static final String BEGIN_TOKEN = "<s>";

    /** The token after the last. */
    public static final String END_TOKEN = "</s>";

    private final String dataName;

    Marks(String dataName) {
        this.dataName = dataName;
    }

    /** Returns the tokens that a vocabulary must hold for this, begin before end. */
    public List<String> tokens() {
        return switch (this) {
            case NONE -> List.of();
            case BEGIN -> List.of(BEGIN_TOKEN);
            case END -> List.of(END_TOKEN);
            case BEGIN_AND_END -> List.of(BEGIN_TOKEN, END_TOKEN);
        };
    }

    /** Returns the name of this choice in a configuration. */
    public String toData() {
        return dataName;
    }

    /**
     * Returns the choice of this name.
     *
     * @param place what to call the value in an error, as {@code text.marks}
     */
    public static Marks fromData(Object data, String place) {
        return DataForm.choice(values(), Marks::toData, data, place);
    }
}
