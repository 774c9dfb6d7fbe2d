package dev.unroll.run.task.nexttoken;

import dev.unroll.core.input.Marks;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prompt;
import dev.unroll.data.Dataset;
import dev.unroll.data.LabeledText;
import dev.unroll.data.TextExample;
import dev.unroll.data.UnlabeledText;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.Details;
import dev.unroll.run.task.LabelDetails;
import dev.unroll.run.task.Readers;
import dev.unroll.run.task.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Guessing the next token of many texts, each by itself.
 *
 * @param <E> texts, with a label that they begin with or without
 */
final class ManyTexts<E extends TextExample> extends NextTokenProblem<E> {

    private static final int MOST_STARTS = 18;
    private static final int TEXTS_A_START = 6;
    private static final int LONGEST_TEXT = 60;

    private final Reading<E> reading;

    private ManyTexts(TextEncoder text, Reading<E> reading) {
        super(text);
        this.reading = reading;
    }

    /** How other data are read. */
    private interface Reading<E extends TextExample> {
        Dataset<E> read(DataSource source, TextEncoder text);
    }

    /** Returns the problem that the texts of a configuration pose. */
    static <E extends TextExample> ManyTexts<E> learn(DataTable data, Dataset<E> texts) {
        return new ManyTexts<>(encoder(data, texts.all()), (source, text) -> {
            throw new IllegalStateException("a training reads its data once");
        });
    }

    /** Returns the problem that a model was trained on. */
    static ManyTexts<?> of(TextEncoder text) {
        return text.marks() == Marks.LABEL_AND_END
                ? new ManyTexts<LabeledText>(
                        text,
                        (source, encoder) ->
                                Readers.labeledTexts(source, source.form(encoder.normalization(), encoder.tokenizer())))
                : new ManyTexts<UnlabeledText>(
                        text,
                        (source, encoder) ->
                                Readers.texts(source, source.form(encoder.normalization(), encoder.tokenizer())));
    }

    @Override
    public Dataset<E> read(DataSource source) {
        return reading.read(source, input());
    }

    @Override
    public String unit(int count) {
        return count == 1 ? "text" : "texts";
    }

    @Override
    public Details details(Scores scores) {
        return new LabelDetails(
                        "token",
                        input().vocabulary().tokens(),
                        scores.confusion().orElseThrow())
                .details();
    }

    @Override
    public List<List<String>> next(Model model, E example) {
        if (input().marks() == Marks.LABEL_AND_END) {
            String label = input().labels().getFirst();
            return List.of(List.of("generate", "MODEL", "--class", label, "--count", "10", "--temperature", "0.8"));
        }
        List<String> tokens = input().tokenizer().tokens(example.text());
        String start = input().tokenizer().join(tokens.subList(0, Math.clamp(tokens.size() - 1L, 1, 20)));
        String length = Integer.toString(Math.max(1, tokens.size() - 1));
        return List.of(
                List.of("predict", "MODEL", start),
                List.of("generate", "MODEL", "--prompt", tokens.getFirst(), "--length", length));
    }

    @Override
    List<WrittenTexts> written(Model model, List<E> scored) {
        List<Prompt> starts = new ArrayList<>();
        if (input().marks() == Marks.LABEL_AND_END) {
            input().labels().forEach(label -> starts.add(new Prompt(Optional.of(label), "")));
        } else {
            scored.stream()
                    .map(text -> input().tokens(text.text()).getFirst())
                    .distinct()
                    .forEach(token -> starts.add(new Prompt(Optional.empty(), token)));
        }
        return starts.stream()
                .limit(MOST_STARTS)
                .map(start -> WrittenTexts.draw(
                        start.label().orElse(start.text()),
                        model,
                        start,
                        WrittenTexts.TEMPERATURE,
                        TEXTS_A_START,
                        LONGEST_TEXT))
                .toList();
    }
}
