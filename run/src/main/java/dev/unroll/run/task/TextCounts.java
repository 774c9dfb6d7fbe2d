package dev.unroll.run.task;

import dev.unroll.core.input.Cut;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.data.TextExample;
import java.util.List;
import java.util.Map;

/** What is counted of texts that are read token by token. */
public final class TextCounts {

    private TextCounts() {}

    /** Adds the counts of texts, of the answers there are, and of the tokens known. */
    public static void add(
            List<? extends TextExample> texts, TextEncoder encoder, int answers, Map<String, Object> counts) {
        counts.put("distinct_texts", (int)
                texts.stream().map(TextExample::text).distinct().count());
        counts.put("labels", answers);
        counts.put("vocabulary", encoder.vocabulary().size());
        if (!encoder.cut().equals(Cut.NONE)) {
            counts.put(
                    "cut_texts",
                    texts.stream()
                            .filter(example -> encoder.cuts(example.text()))
                            .count());
        }
    }
}
