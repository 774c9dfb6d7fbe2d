package dev.unroll.core.input;

import dev.unroll.core.form.Data;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How much of a long text is read.
 *
 * @param longest the most tokens, marks not among them
 * @param kept which end of a longer text stays
 */
public record Cut(int longest, End kept) {

    /** Nothing is cut off. */
    public static final Cut NONE = new Cut(Integer.MAX_VALUE, End.START);

    private static final Set<String> KEYS = Set.of("longest", "kept");

    /** One end of a text. */
    public enum End {
        START,
        END;

        String toData() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Cut {
        if (longest < 1) {
            throw new IllegalArgumentException("longest must be at least 1 but is " + longest);
        }
    }

    /** Returns where the part that stays of a text of {@code tokens} tokens begins. */
    int from(int tokens) {
        return kept == End.END ? Math.max(0, tokens - longest) : 0;
    }

    /** Returns the plain data form, which {@link #fromData} reads. */
    public Map<String, Object> toData() {
        var data = new LinkedHashMap<String, Object>();
        data.put("longest", longest);
        data.put("kept", kept.toData());
        return data;
    }

    /** Returns the cut of this data form. */
    public static Cut fromData(Data data) {
        data.requireKeys(KEYS);
        int longest = data.at("longest").whole();
        End kept = data.at("kept").choice(End.values(), End::toData);
        return data.make(() -> new Cut(longest, kept));
    }
}
