package dev.unroll.run.task.classify;

import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Texts;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prompt;
import dev.unroll.core.task.Classify;
import dev.unroll.data.DataException;
import dev.unroll.data.LabeledDataset;
import dev.unroll.data.LabeledText;
import dev.unroll.data.LabeledVectors;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.config.ModelTable;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.explain.LabelQuestion;
import dev.unroll.run.task.Answers;
import dev.unroll.run.task.AskOption;
import dev.unroll.run.task.Asking;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.Problem;
import dev.unroll.run.task.Question;
import dev.unroll.run.task.Readers;
import dev.unroll.run.task.TaskType;
import dev.unroll.run.task.TrainingData;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Classification: one label for a whole sequence. */
public record ClassifyType() implements TaskType {

    /** The most classes of a training: with more of them the last layer is most of the work, and tables are endless. */
    private static final int MOST_CLASSES = 10_000;

    /** Of so few classes any number of examples may be meant. */
    private static final int FEW_CLASSES = 50;

    private static final int SHOWN_CLASSES = 3;

    @Override
    public String name() {
        return Classify.NAME;
    }

    @Override
    public void check(TrainConfig config) {
        if (config.model().readout() == ModelTable.Readout.EACH) {
            throw new ConfigException("model.readout each answers at each step, so training.task must be next_token or"
                    + " tag but is classify");
        }
        if (config.data().format() == DataTable.Format.TEXT) {
            throw new ConfigException("data.format text is one long text, so training.task must be next_token and"
                    + " training.truncation at least 1");
        }
        TaskType.requireNoMarks(config);
        TaskType.requireNoWords(config);
    }

    @Override
    public TrainingData<?> read(TrainConfig config, DataSource source) {
        return Readers.hasVectors(source)
                ? ClassifyVectors.learn(config, requireClasses(Readers.vectors(source)))
                : ClassifyTexts.learn(config, source);
    }

    /**
     * Throws if there are so many classes that nothing can be learned of one: a column of texts, taken for that of the
     * labels, has nearly as many different ones as rows.
     */
    static <D extends LabeledDataset<?>> D requireClasses(D dataset) {
        requireClasses(
                dataset.name(),
                dataset.labels(),
                dataset.all().size(),
                dataset.report().toString());
        return dataset;
    }

    private static void requireClasses(String name, List<String> labels, long examples, String report) {
        int classes = labels.size();
        if (classes == 1) {
            throw new DataException((name + " has a single class, \"" + labels.getFirst()
                            + "\"; a classifier needs two or more. " + report)
                    .strip());
        }
        boolean many = classes > MOST_CLASSES;
        if (many || (classes > FEW_CLASSES && examples < 2L * classes)) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s has %,d classes (\"%s\", …) for %,d examples; %s. Is this the column of the classes?"
                            + " data.label_column names it. If it is, put rare classes together",
                    name,
                    classes,
                    String.join("\", \"", labels.subList(0, SHOWN_CLASSES)),
                    examples,
                    many
                            ? String.format(Locale.ROOT, "a training takes at most %,d", MOST_CLASSES)
                            : "that is fewer than two examples a class"));
        }
    }

    /**
     * Returns the problem of texts that are in no file.
     *
     * @param name what errors call the data
     * @param labels in the order of the network's outputs
     * @param examples how many there are to learn from
     * @throws DataException if there is one class, or so many that nothing can be learned of one
     */
    public static Problem<LabeledText> problem(String name, TextEncoder text, List<String> labels, long examples) {
        requireClasses(name, labels, examples, "");
        return new ClassifyTexts(text, labels);
    }

    /** Returns the problem of sequences of vectors that are in no file, as that of texts. */
    public static Problem<LabeledVectors> problem(
            String name, VectorEncoder vectors, List<String> labels, long examples) {
        requireClasses(name, labels, examples, "");
        return new ClassifyVectors(vectors, labels);
    }

    @Override
    public Problem<?> problem(Model model, DataSource source) {
        return switch (model.input()) {
            case TextEncoder text -> new ClassifyTexts(text, model.labels());
            case VectorEncoder vectors -> new ClassifyVectors(vectors, model.labels());
            default ->
                throw new IllegalStateException("model " + model.name() + " classifies what is read as "
                        + model.input().kind() + ", which this version does not know");
        };
    }

    @Override
    public Set<AskOption> options(Model model) {
        return model.input() instanceof VectorEncoder
                ? EnumSet.of(AskOption.TOP, AskOption.CLASS, AskOption.EXAMPLE)
                : EnumSet.of(AskOption.TOP, AskOption.CLASS);
    }

    @Override
    public Answers answers(Model model, List<String> inputs, Asking asking) {
        return new ClassAnswers(Asked.of(model, inputs), asking.top());
    }

    @Override
    public Question question(Model model, Question.Typed typed) {
        Optional<String> label = typed.label().map(given -> known(model, given));
        if (!(model.input() instanceof VectorEncoder)) {
            return new LabelQuestion.OfText(new Prompt(Optional.empty(), typed.input()), label);
        }
        Asked asked = Asked.of(model, List.of(typed.input()));
        String name = Question.chosen(asked.each(List.of(typed.input())), typed.example(), typed.input());
        return new LabelQuestion.OfVectors(name, asked.sequence(name), label);
    }

    /** Returns the label of the model that was given. */
    private static String known(Model model, String given) {
        String label = Texts.label(given);
        if (!model.labels().contains(label)) {
            throw new IllegalArgumentException(
                    "the model has no label \"" + given + "\"; it has " + String.join(", ", model.labels()));
        }
        return label;
    }
}
