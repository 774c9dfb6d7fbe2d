package dev.unroll.run.task.nexttoken;

import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prompt;
import dev.unroll.core.network.TokenList;
import dev.unroll.core.train.Examples;
import dev.unroll.data.DataException;
import dev.unroll.data.Dataset;
import dev.unroll.data.Split;
import dev.unroll.data.UnlabeledText;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.Readers;
import dev.unroll.run.task.TypedWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Guessing the next token of one long text, which is cut into parallel streams. */
final class OneText extends NextTokenProblem<UnlabeledText> {

    /** Streams that a long text is scored in, each from a state of zeros, and what one must have at least. */
    private static final int SCORED_STREAMS = 64;

    private static final int SHORTEST_STREAM = 1000;
    private static final int LONG_TEXT = 350;
    private static final int START_OF_LONG_TEXT = 40;

    /** UTF-16 units of a long text in which its first line and the start of it are looked for. */
    private static final int BEGINNING = 10_000;

    private OneText(TextEncoder text) {
        super(text);
    }

    /** Returns the problem that the text of a configuration poses. */
    static OneText learn(DataTable data, Dataset<UnlabeledText> texts) {
        return new OneText(encoder(data, texts.all()));
    }

    /** Returns the problem that a model of a long text was trained on. */
    static OneText of(TextEncoder text) {
        return new OneText(text);
    }

    @Override
    public Dataset<UnlabeledText> read(DataSource source) {
        return Readers.texts(source, source.form(input().normalization(), input().tokenizer()));
    }

    @Override
    public String unit(int count) {
        return "characters";
    }

    @Override
    public int size(List<UnlabeledText> part) {
        return part.isEmpty() ? 0 : part.getFirst().units();
    }

    @Override
    public Examples training(List<UnlabeledText> examples, int batchSize) {
        return followers(streams(examples.getFirst(), batchSize), OneText::stream);
    }

    @Override
    public Examples scoring(List<UnlabeledText> examples) {
        int count = Math.clamp(size(examples) / SHORTEST_STREAM, 1, SCORED_STREAMS);
        return followers(streams(examples.getFirst(), count), OneText::stream);
    }

    private static String stream(int number) {
        return "stream " + number + " of the text";
    }

    /** Returns the text as parallel streams of like length; each token but the first is to be guessed once. */
    private List<TokenList> streams(UnlabeledText text, int count) {
        TokenList tokens = encoded(text);
        int streams = Math.clamp(tokens.length() - 1L, 1, count);
        List<TokenList> parts = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            int from = (int) ((long) i * (tokens.length() - 1) / streams);
            int to = (int) ((i + 1L) * (tokens.length() - 1) / streams);
            parts.add(tokens.part(from, to + 1));
        }
        return parts;
    }

    @Override
    boolean hasStep(UnlabeledText text) {
        return input().startTokens(text.text(0, BEGINNING)).size() > 1
                || encoded(text).length() > 1;
    }

    private TokenList encoded(UnlabeledText text) {
        TokenList tokens;
        try {
            tokens = input().encodePassage(text.text());
        } catch (IllegalArgumentException e) {
            throw new DataException(text.excerpt() + ": " + e.getMessage(), e);
        }
        if (tokens.length() == 0) {
            throw new DataException(text.excerpt() + " has no token; bring another text");
        }
        return tokens;
    }

    @Override
    int[] firstTokens(UnlabeledText text, int most) {
        TokenList tokens = encoded(text);
        return tokens.part(0, Math.min(tokens.length(), most + 1)).toArray();
    }

    @Override
    public String heldOut(Split<UnlabeledText> split) {
        return "the last of the text, not trained on";
    }

    @Override
    public List<List<String>> next(Model model, UnlabeledText example) {
        List<String> tokens = input().tokenizer().tokens(TypedWords.firstLine(example.text(0, BEGINNING)));
        String start = input().tokenizer().join(tokens.subList(0, Math.clamp(tokens.size() - 1L, 1, 20)));
        return List.of(
                List.of("predict", "MODEL", start),
                List.of("generate", "MODEL", "--prompt", start, "--length", "500", "--temperature", "0.8"));
    }

    @Override
    List<WrittenTexts> written(Model model, List<UnlabeledText> scored) {
        String text = scored.getFirst().text(0, BEGINNING);
        int length = Math.min(START_OF_LONG_TEXT, text.codePointCount(0, text.length()));
        var start = new Prompt(Optional.empty(), text.substring(0, text.offsetByCodePoints(0, length)));
        return Stream.of(0.5, WrittenTexts.TEMPERATURE, 1.0)
                .map(temperature -> WrittenTexts.draw(
                        String.format(Locale.ROOT, "temperature %.1f", temperature),
                        model,
                        start,
                        temperature,
                        1,
                        LONG_TEXT))
                .toList();
    }
}
