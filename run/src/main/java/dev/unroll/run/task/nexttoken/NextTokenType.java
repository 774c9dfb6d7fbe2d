package dev.unroll.run.task.nexttoken;

import dev.unroll.core.input.Marks;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prompt;
import dev.unroll.core.task.NextToken;
import dev.unroll.data.DataException;
import dev.unroll.data.Dataset;
import dev.unroll.data.Split;
import dev.unroll.data.TextExample;
import dev.unroll.data.UnlabeledText;
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
import dev.unroll.run.task.Suspicion;
import dev.unroll.run.task.TaskType;
import dev.unroll.run.task.TrainingData;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Language modelling: the next token after each token. */
public record NextTokenType() implements TaskType {

    @Override
    public String name() {
        return NextToken.NAME;
    }

    @Override
    public void check(TrainConfig config) {
        ModelTable model = config.model();
        if (model.readout() != ModelTable.Readout.EACH) {
            throw new ConfigException(
                    "training.task next_token answers at each step, so model.readout must be each but is "
                            + model.readout().name().toLowerCase(Locale.ROOT));
        }
        boolean oneText = config.data().format() == DataTable.Format.TEXT;
        if (oneText && config.training().truncation() == 0) {
            throw new ConfigException("data.format text is one long text, so training.task must be next_token and"
                    + " training.truncation at least 1");
        }
        if (oneText && config.data().marks() != DataTable.Marks.NONE) {
            throw new ConfigException(
                    "data.marks must be none unless training.task is next_token and the data are many texts");
        }
        if (oneText && config.data().longest() != 0) {
            throw new ConfigException(
                    "data.format text is one long text, which is never cut, so data.longest must be 0 but is "
                            + config.data().longest());
        }
        if (model.bidirectional()) {
            throw new ConfigException(
                    "training.task next_token must not look ahead, so model.bidirectional must be false");
        }
        TaskType.requireNoWords(config);
    }

    @Override
    public TrainingData<?> read(TrainConfig config, DataSource source) {
        if (config.data().marks() == DataTable.Marks.LABEL) {
            return ofMany(config, source, Readers.labeledTexts(source, source.form()));
        }
        Dataset<UnlabeledText> texts = Readers.texts(source, source.form());
        return config.data().format() == DataTable.Format.TEXT
                ? ofOne(config, source, texts)
                : ofMany(config, source, texts);
    }

    private static <E extends TextExample> TrainingData<E> ofMany(
            TrainConfig config, DataSource source, Dataset<E> texts) {
        requireSuitable(config, source, texts);
        try {
            Split<E> split = TrainingData.split(config, texts);
            return withSteps(texts, source.edition(), split, ManyTexts.learn(config.data(), texts));
        } catch (IllegalArgumentException e) {
            throw new DataException(texts.name() + ": " + e.getMessage(), e);
        }
    }

    private static TrainingData<UnlabeledText> ofOne(
            TrainConfig config, DataSource source, Dataset<UnlabeledText> texts) {
        requireSuitable(config, source, texts);
        try {
            Split<UnlabeledText> split = Split.byPosition(texts, TrainingData.fractions(config.data()));
            return withSteps(texts, source.edition(), split, OneText.learn(config.data(), texts));
        } catch (IllegalArgumentException e) {
            throw new DataException(texts.name() + ": " + e.getMessage(), e);
        }
    }

    /** Throws if a part of the data holds nothing to learn or to score. */
    private static <E extends TextExample> TrainingData<E> withSteps(
            Dataset<E> texts, String edition, Split<E> split, NextTokenProblem<E> problem) {
        Map<String, List<E>> parts =
                Map.of("training", split.train(), "validation", split.validation(), "test", split.test());
        parts.forEach((name, part) -> {
            if (!part.isEmpty() && part.stream().noneMatch(problem::hasStep)) {
                throw new DataException(texts.name() + ": in the " + name
                        + " part no token follows another, so there is nothing to guess; bring longer texts, or change"
                        + " data.test_fraction or data.validation_fraction");
            }
        });
        return new TrainingData<>(texts, edition, split, problem);
    }

    private static void requireSuitable(TrainConfig config, DataSource source, Dataset<?> texts) {
        Suspicion.check(source, texts);
        if (config.model().input() == ModelTable.Input.VECTORS) {
            throw new ConfigException(
                    texts.name() + " has texts, so model.input must be one_hot or embedding but is vectors");
        }
    }

    @Override
    public Problem<?> problem(Model model, DataSource source) {
        return source.format() == DataTable.Format.TEXT ? OneText.of(model.text()) : ManyTexts.of(model.text());
    }

    @Override
    public Set<AskOption> options(Model model) {
        return model.text().marks() == Marks.LABEL_AND_END ? Set.of(AskOption.CLASS) : Set.of();
    }

    @Override
    public Answers answers(Model model, List<String> inputs, Asking asking) {
        if (model.text().marks() == Marks.LABEL_AND_END) {
            throw new ConfigException("the texts of model " + model.name() + " begin with a label, one of "
                    + String.join(", ", model.text().labels())
                    + "; say it by unroll generate MODEL --class LABEL --prompt TEXT, or see what is likely at each"
                    + " step by unroll explain MODEL --class LABEL TEXT");
        }
        return new GuessAnswers(model);
    }

    @Override
    public Question question(Model model, Question.Typed typed) {
        return new LabelQuestion.OfText(new Prompt(typed.label(), typed.input()), Optional.empty());
    }
}
