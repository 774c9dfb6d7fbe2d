package dev.unroll.cli.ask;

import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.UserError;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.model.Classifier;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prediction;
import dev.unroll.core.task.Classify;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A classifier that says which class a generated text seems to be of. */
public final class Judge {

    private final Model model;
    private final Classifier classifier;

    /**
     * Takes a model as the judge.
     *
     * @throws UserError if it does not classify texts, or knows one of {@code labels} not
     */
    public Judge(Model model, List<String> labels) {
        if (!(model.task() instanceof Classify) || !(model.input() instanceof TextEncoder)) {
            throw new UserError(
                    ExitCode.USAGE, "--judge must be a model that classifies texts, but " + model.name() + " does not");
        }
        List<String> unknown =
                labels.stream().filter(label -> !model.labels().contains(label)).toList();
        if (!unknown.isEmpty()) {
            throw new UserError(
                    ExitCode.USAGE,
                    "--judge must know the labels that texts are made of, but " + model.name() + " lacks "
                            + String.join(", ", unknown) + "; it knows " + String.join(", ", model.labels()));
        }
        this.model = model;
        this.classifier = new Classifier(model);
    }

    /** Returns the most probable label of a text. */
    public Prediction answer(String text) {
        return classifier.predict(text).getFirst();
    }

    /** Returns the part that a judge who always gives the same label would recognize, of texts of each label alike. */
    public double blind() {
        return 1.0 / model.labels().size();
    }

    /** Returns the mean part of each label's own, real texts that it recognizes, where its training noted that. */
    public OptionalDouble onRealTexts() {
        return model.training().get("scores") instanceof Map<?, ?> scores
                        && scores.get("model") instanceof Map<?, ?> own
                        && own.get("macro_recall") instanceof Number recall
                ? OptionalDouble.of(recall.doubleValue())
                : OptionalDouble.empty();
    }
}
