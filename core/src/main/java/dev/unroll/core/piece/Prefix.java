package dev.unroll.core.piece;

import dev.unroll.core.form.Data;

/** Whether a blank is put before the first word of a text, so that it has the pieces that it has after another one. */
public enum Prefix {
    BLANK("blank"),
    NONE("none");

    private final String dataName;

    Prefix(String dataName) {
        this.dataName = dataName;
    }

    String toData() {
        return dataName;
    }

    static Prefix fromData(Data data) {
        return data.choice(values(), Prefix::toData);
    }

    /** Returns a joined text without the blank that was put before it. */
    String taken(String text) {
        return this == BLANK && text.startsWith(" ") ? text.substring(1) : text;
    }
}
