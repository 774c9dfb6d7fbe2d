package dev.unroll.core.model;

import java.util.Locale;

/** What a model answers. */
public enum Task {
    /** One of its labels for a whole text: many to one. */
    CLASSIFY,
    /** The next token after each token: many to many. */
    NEXT_TOKEN;

    String toData() {
        return name().toLowerCase(Locale.ROOT);
    }
}
