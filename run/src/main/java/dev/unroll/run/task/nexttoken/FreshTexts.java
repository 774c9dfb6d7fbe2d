package dev.unroll.run.task.nexttoken;

import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.model.LanguageModel;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prompt;
import dev.unroll.core.model.Sampling;
import dev.unroll.data.TextExample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Draws texts that are new: no two alike, and none that stands in the data, in any part of them. Case does not count. */
public final class FreshTexts {

    /** How often it is tried for each text that is wanted: a class of few and short names runs dry. */
    private static final int DRAWS_A_TEXT = 200;

    private final LanguageModel writer;
    private final TextEncoder encoder;
    private final Sampling sampling;
    private final int length;
    private final Set<String> known = new HashSet<>();

    /**
     * Starts to draw.
     *
     * @param length of the longest text, in tokens: one that has not ended by then is no whole text and does not count
     */
    public FreshTexts(Model model, Sampling sampling, int length, List<? extends TextExample> data) {
        this.writer = new LanguageModel(model);
        this.encoder = model.text();
        this.sampling = sampling;
        this.length = length;
        data.stream().map(TextExample::text).map(FreshTexts::folded).forEach(known::add);
    }

    /**
     * What was drawn.
     *
     * @param tally how they were found; empty if any text was good
     */
    public record Drawn(List<String> texts, Optional<Tally> tally) {

        public Drawn {
            texts = List.copyOf(texts);
        }
    }

    /**
     * How new texts were found.
     *
     * @param draws how many texts were drawn, empty and unfinished ones among them
     * @param known how many of those stand in the data
     * @param repeated how many came a second time
     */
    public record Tally(int draws, int known, int repeated) {}

    /** Draws {@code count} texts that begin as given; fewer, if new ones are too rare. */
    public Drawn draw(Prompt prompt, int count) {
        List<String> before = encoder.startTokens(prompt.text());
        List<String> texts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int inData = 0;
        int repeated = 0;
        int draws = 0;
        while (texts.size() < count && draws < (long) DRAWS_A_TEXT * count) {
            List<String> tokens = writer.generate(prompt, length, sampling, draws++);
            String text = encoder.tokenizer()
                    .join(Stream.concat(before.stream(), tokens.stream()).toList());
            if (tokens.size() == length || text.isBlank()) {
                continue;
            }
            if (known.contains(folded(text))) {
                inData++;
            } else if (seen.add(folded(text))) {
                texts.add(text);
            } else {
                repeated++;
            }
        }
        return new Drawn(texts, Optional.of(new Tally(draws, inData, repeated)));
    }

    private static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
