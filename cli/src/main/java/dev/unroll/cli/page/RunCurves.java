package dev.unroll.cli.page;

import dev.unroll.core.train.ConfusionMatrix;
import dev.unroll.core.train.Evaluation;
import dev.unroll.core.train.TrainingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Notes how a training goes, for its curves: every epoch, and of the steps at most some hundreds of means. */
public final class RunCurves implements Consumer<TrainingEvent> {

    private static final int MOST_POINTS = 400;

    /**
     * One epoch.
     *
     * @param accuracy while training, before each update; NaN if nothing is classified
     */
    record Epoch(
            int epoch,
            double loss,
            double accuracy,
            OptionalDouble validationLoss,
            OptionalDouble validationAccuracy) {}

    /** Means over some steps in a row. */
    record Steps(double step, double loss, double gradientNorm, double learningRate) {

        Steps mean(Steps next) {
            return new Steps(
                    (step + next.step) / 2,
                    (loss + next.loss) / 2,
                    (gradientNorm + next.gradientNorm) / 2,
                    (learningRate + next.learningRate) / 2);
        }
    }

    private final List<Epoch> epochs = new ArrayList<>();
    private final List<Steps> steps = new ArrayList<>();
    private Optional<Steps> open = Optional.empty();
    private int inOpen;
    private int stepsAPoint = 1;

    /** Starts without a note. */
    public RunCurves() {}

    /** Notes the mean loss of each epoch alone: all that a model keeps of its training. */
    public static RunCurves ofLosses(List<Double> losses) {
        var curves = new RunCurves();
        for (int i = 0; i < losses.size(); i++) {
            curves.epochs.add(
                    new Epoch(i + 1, losses.get(i), Double.NaN, OptionalDouble.empty(), OptionalDouble.empty()));
        }
        return curves;
    }

    @Override
    public void accept(TrainingEvent event) {
        switch (event) {
            case TrainingEvent.Step step ->
                add(new Steps(step.step(), step.loss(), step.gradientNorm(), step.learningRate()));
            case TrainingEvent.EpochDone done -> {
                Optional<Evaluation> validation = done.validation();
                OptionalDouble loss = validation.isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(validation.get().loss());
                Optional<ConfusionMatrix> confusion = validation.flatMap(Evaluation::confusion);
                OptionalDouble accuracy = confusion.isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(confusion.get().accuracy());
                epochs.add(new Epoch(done.epoch(), done.loss(), done.accuracy(), loss, accuracy));
            }
            default -> {}
        }
    }

    /** A running mean over as many steps as a point stands for; too many points become half as many. */
    private void add(Steps step) {
        Steps mean = open.map(before -> new Steps(
                        running(before.step, step.step),
                        running(before.loss, step.loss),
                        running(before.gradientNorm, step.gradientNorm),
                        step.learningRate))
                .orElse(step);
        inOpen++;
        if (inOpen < stepsAPoint) {
            open = Optional.of(mean);
            return;
        }
        open = Optional.empty();
        inOpen = 0;
        steps.add(mean);
        if (steps.size() == 2 * MOST_POINTS) {
            for (int i = 0; i < MOST_POINTS; i++) {
                steps.set(i, steps.get(2 * i).mean(steps.get(2 * i + 1)));
            }
            steps.subList(MOST_POINTS, steps.size()).clear();
            stepsAPoint *= 2;
        }
    }

    private double running(double mean, double next) {
        return mean + (next - mean) / (inOpen + 1);
    }

    List<Epoch> epochs() {
        return List.copyOf(epochs);
    }

    List<Steps> steps() {
        return List.copyOf(steps);
    }
}
