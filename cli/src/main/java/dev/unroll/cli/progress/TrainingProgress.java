package dev.unroll.cli.progress;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.score.Evaluation;
import dev.unroll.core.train.TrainingEvent;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Shows a training's events: what computes, the live line, a line for each epoch (for every n-th, if they are many). */
public final class TrainingProgress implements Consumer<TrainingEvent> {

    /** About as many lines as a screen has. */
    private static final int MOST_LINES = 25;

    private final ProgressPrinter printer;
    private final String data;
    private int epochs = 1;
    private int every = 1;
    private long batches;
    private long examples;
    private double loss;
    private long predictions;
    private long correct;

    /**
     * Shows events through {@code printer}.
     *
     * @param data how many of what the training reads, in words
     */
    public TrainingProgress(ProgressPrinter printer, String data) {
        this.printer = printer;
        this.data = data;
    }

    @Override
    public void accept(TrainingEvent event) {
        switch (event) {
            case TrainingEvent.Started started -> {
                epochs = started.epochs();
                every = (epochs + MOST_LINES - 1) / MOST_LINES;
                printer.print("training " + Sentence.counted(started.parameters(), "parameter") + " on " + data);
                printer.print("kernels: " + started.kernels() + "; " + started.threads()
                        + (started.threads() == 1 ? " thread" : " threads"));
            }
            case TrainingEvent.EpochStarted started -> begin(started);
            case TrainingEvent.Step step -> add(step);
            case TrainingEvent.EpochDone done -> done.validation().ifPresent(scores -> validation(done, scores));
            case TrainingEvent.Finished _ -> {}
        }
    }

    private void begin(TrainingEvent.EpochStarted started) {
        TrainingEvent.Sums before = started.before();
        batches = started.batches();
        examples = before.examples();
        loss = before.loss();
        predictions = before.predictions();
        correct = before.correct();
        show(started.epoch(), before.batches());
    }

    private void add(TrainingEvent.Step step) {
        examples += step.examples();
        loss += step.loss() * step.examples();
        predictions += step.predictions();
        correct += step.correct();
        show(step.epoch(), step.batch());
    }

    private void show(int epoch, long batch) {
        boolean shown = epoch % every == 0 || epoch == epochs;
        if (batch == batches && !shown) {
            return;
        }
        printer.show(new Progress(
                epoch,
                epochs,
                batch,
                batches,
                examples,
                examples == 0 ? OptionalDouble.empty() : OptionalDouble.of(loss / examples),
                predictions == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) correct / predictions)));
    }

    private void validation(TrainingEvent.EpochDone done, Evaluation scores) {
        // What says classes is judged in nats; a bit is what a guess between two is worth.
        String more = scores.confusion()
                .map(confusion -> String.format(
                        Locale.ROOT, " (%.3f bits)  acc %.3f", scores.loss() / StrictMath.log(2), confusion.accuracy()))
                .orElse("");
        printer.print(String.format(
                Locale.ROOT, "epoch %d/%d  validation loss %.3f%s", done.epoch(), epochs, scores.loss(), more));
    }
}
