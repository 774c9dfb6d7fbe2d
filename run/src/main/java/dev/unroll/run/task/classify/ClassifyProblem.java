package dev.unroll.run.task.classify;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.InputEncoder;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.loss.ClassWeights;
import dev.unroll.core.loss.CrossEntropy;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.score.ConfusionMatrix;
import dev.unroll.core.task.Classify;
import dev.unroll.core.task.Task;
import dev.unroll.core.train.Evaluator;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.Labels;
import dev.unroll.data.DataException;
import dev.unroll.data.Dataset;
import dev.unroll.data.Labeled;
import dev.unroll.data.Split;
import dev.unroll.data.baseline.Baseline;
import dev.unroll.data.baseline.MajorityClass;
import dev.unroll.run.task.Details;
import dev.unroll.run.task.LabelDetails;
import dev.unroll.run.task.Problem;
import dev.unroll.run.task.ReportPart;
import dev.unroll.run.task.Scores;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Classification, whatever is read.
 *
 * @param <E> what an example is
 */
abstract class ClassifyProblem<E extends Labeled> implements Problem<E> {

    /** Sequences that are scored at once; no result depends on it. */
    private static final int SCORED_AT_ONCE = 64;

    /** With more classes, only the majority class is a baseline: all others weigh every class for every example. */
    private static final int MOST_COMPARED = 1000;

    /** Of more classes than these, a warning names some. */
    private static final int MOST_NAMED = 8;

    /** On fewer examples an accuracy is not known to five points: then the summary says to how many it is. */
    private static final int FEW = 400;

    private final InputEncoder input;
    private final List<String> labels;

    ClassifyProblem(InputEncoder input, List<String> labels) {
        this.input = input;
        this.labels = labels;
    }

    @Override
    public Task task() {
        return new Classify(labels);
    }

    @Override
    public InputEncoder input() {
        return input;
    }

    @Override
    public String outputUnit() {
        return "label";
    }

    /** Returns the inputs as a network reads them. */
    abstract Sequences sequences(List<E> examples);

    /** Returns the baselines beside the majority class, where there are few classes. */
    abstract List<Scores> comparisons(List<E> training, List<E> scored);

    /** Returns how an example is shown in a table of answers. */
    abstract Answered.Shown shown(E example, int number);

    @Override
    public Examples encode(List<E> examples) {
        return new Examples(sequences(examples), Labels.ofSequences(classes(examples)), i -> examples.get(i)
                .called(i));
    }

    private int[] classes(List<E> examples) {
        Map<String, Integer> indices = new HashMap<>();
        for (String label : labels) {
            indices.put(label, indices.size());
        }
        Map<String, String> unknown = new LinkedHashMap<>();
        for (E example : examples) {
            if (!indices.containsKey(example.label())) {
                unknown.putIfAbsent(example.label(), example.inPlace());
            }
        }
        if (!unknown.isEmpty()) {
            throw new DataException("there are labels that the model does not know: "
                    + unknown.entrySet().stream()
                            .map(label -> label.getKey() + label.getValue())
                            .collect(Collectors.joining(", "))
                    + "; it knows " + String.join(", ", labels));
        }
        return examples.stream()
                .mapToInt(example -> indices.getOrDefault(example.label(), -1))
                .toArray();
    }

    @Override
    public ClassWeights classWeights(List<E> training, double balance) {
        if (balance == 0) {
            return ClassWeights.none();
        }
        int[] counts = new int[labels.size()];
        training.forEach(example -> counts[labels.indexOf(example.label())]++);
        return ClassWeights.balanced(counts, balance);
    }

    @Override
    public Scores score(Network network, List<E> examples, Team team) {
        var evaluator = new Evaluator(new CrossEntropy(), SCORED_AT_ONCE, new Compute(Kernels.fastest(), team));
        ConfusionMatrix confusion =
                evaluator.evaluate(network, encode(examples)).confusion().orElseThrow();
        return Scores.ofLabels(Scores.MODEL, "this model", confusion);
    }

    @Override
    public List<Scores> baselines(List<E> training, List<E> scored) {
        List<Scores> all = new ArrayList<>();
        if (labels.size() <= MOST_COMPARED) {
            all.addAll(comparisons(training, scored));
        }
        all.add(score(MajorityClass.train(training), Labeled::label, scored));
        return all;
    }

    /** Returns the score of always giving the most frequent label of the very examples that are scored. */
    @Override
    public List<Scores> reference(List<E> scored) {
        return List.of(score(MajorityClass.train(scored), Labeled::label, scored));
    }

    /** Returns the scores of a baseline that looks at one thing of each example. */
    <I> Scores score(Baseline<? super I> baseline, Function<? super E, I> read, List<E> scored) {
        var confusion = new ConfusionMatrix(Math.max(2, labels.size()));
        for (E example : scored) {
            String answer = baseline.predict(read.apply(example));
            confusion.add(labels.indexOf(example.label()), labels.indexOf(answer));
        }
        return Scores.ofLabels(baseline.key(), baseline.name(), confusion);
    }

    @Override
    public List<String> warnings(Dataset<E> dataset, Split<E> split) {
        List<String> warnings = new ArrayList<>();
        List<String> never = Split.labelsNeverTrained(split);
        if (!never.isEmpty()) {
            String more =
                    never.size() > MOST_NAMED ? " and " + Sentence.counted(never.size() - MOST_NAMED, "other") : "";
            warnings.add("all examples of " + String.join(", ", never.subList(0, Math.min(MOST_NAMED, never.size())))
                    + more + " are held out, so " + (never.size() == 1 ? "it" : "they")
                    + " cannot be learned; bring more of them");
        }
        if (labels.size() > MOST_COMPARED) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "with %,d classes only the majority class stands beside the model; the other baselines"
                            + " are for at most %,d",
                    labels.size(),
                    MOST_COMPARED));
        }
        return warnings;
    }

    @Override
    public Details details(Scores scores) {
        return new LabelDetails("class", labels, scores.confusion().orElseThrow()).details();
    }

    @Override
    public String precision(int scored) {
        // Two standard errors of a share at their largest, that of one half.
        return scored >= FEW
                ? ""
                : String.format(
                        Locale.ROOT,
                        "On %s an accuracy is known to some ± %.0f points only.",
                        scored == 1 ? "a single " + unit(1) : "so few " + unit(scored),
                        100 / StrictMath.sqrt(scored));
    }

    @Override
    public ReportPart report(Model model, List<E> scored, String scoredOn, Team team) {
        return new ClassifyReport<>(this, model, scored, scoredOn).part(team);
    }
}
