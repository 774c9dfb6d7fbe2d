package dev.unroll.spark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What becomes of rows that cannot be scored. */
enum InvalidRows {
    /** The job fails, and says which row it was. */
    ERROR,
    /** They are left out. */
    SKIP,
    /** Their answers are null, and a column says why. */
    KEEP;

    /** Returns the names that the param takes. */
    static List<String> names() {
        return Arrays.stream(values()).map(InvalidRows::key).toList();
    }

    /** Returns the one of this name, one of {@link #names}. */
    static InvalidRows of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
