package dev.unroll.spark.score;

import dev.unroll.core.input.SeriesEncoder;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.input.WordEncoder;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prompt;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.task.Classify;
import dev.unroll.core.task.Forecast;
import dev.unroll.core.task.NextToken;
import dev.unroll.core.task.Regress;
import dev.unroll.core.task.Tag;
import dev.unroll.core.task.Transduce;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks a model of many rows at once; each is answered as it is alone. For one task at a time; {@link #fork} gives another task
 * one that shares the weights.
 *
 * @param <Q> what a row asks
 */
public interface Scorer<Q> {

    /** About how many numbers layers keep of a step. */
    long KEPT_A_STEP = 1024;

    /** Returns another scorer on the same weights. */
    Scorer<Q> fork();

    /** Returns the way from a cell to what it asks. */
    Input<Q> input();

    /** Returns the columns of the answers. */
    List<AnswerColumn> columns();

    /** Returns how many numbers are kept while a row of so many steps is answered. */
    long kept(int steps);

    /**
     * Returns the answers, for each question what stands in the {@link #columns}.
     *
     * @param questions at least one
     * @throws NonFiniteException if a state or an output of one of them is not finite
     */
    List<List<Object>> answers(List<Q> questions);

    /**
     * Returns the way to ask a model, whatever it was made to.
     *
     * @throws IllegalArgumentException if rows cannot give what it reads
     */
    static Scorer<?> of(Model model) {
        return switch (model.task()) {
            case Classify _ ->
                model.input() instanceof VectorEncoder vectors
                        ? new LabelScorer<>(Pass.of(model, new VectorInput(vectors)))
                        : new LabelScorer<>(Pass.of(model, texts(model)));
            case Regress task
            when model.input() instanceof VectorEncoder vectors ->
                new ValueScorer<>(Pass.of(model, new VectorInput(vectors)), task);
            case Tag _
            when model.input() instanceof WordEncoder words -> new StepScorer<>(Pass.of(model, new WordInput(words)));
            case NextToken _ ->
                new StepScorer<>(
                        Pass.of(model, new TextInput(text -> new Prompt(Optional.empty(), text).encode(model))));
            case Forecast task
            when model.input() instanceof SeriesEncoder series -> ForecastScorer.of(model, task, series);
            case Transduce task ->
                model.input() instanceof VectorEncoder vectors
                        ? TargetScorer.of(model, task, new VectorInput(vectors))
                        : TargetScorer.of(model, task, sources(model));
            default ->
                throw new IllegalArgumentException("model " + model.name() + " is made to "
                        + model.task().name() + " of inputs that are no columns here");
        };
    }

    private static TextInput texts(Model model) {
        TextEncoder encoder = model.text();
        Function<String, int[]> encoding = text -> model.requireTokens(text, encoder.encode(text));
        return encoder.tokenizer().takesTokens()
                ? new TextInput(
                        encoding,
                        Optional.of(
                                tokens -> model.requireTokens(String.join(" ", tokens), encoder.encodeTokens(tokens))))
                : new TextInput(encoding);
    }

    private static TextInput sources(Model model) {
        TextEncoder encoder = model.text();
        return new TextInput(
                text -> model.requireTokens(text, encoder.tokens(text).isEmpty() ? new int[0] : encoder.encode(text)));
    }
}
