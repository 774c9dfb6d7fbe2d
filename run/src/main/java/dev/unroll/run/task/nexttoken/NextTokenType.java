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
import dev.unroll.run.task.Answers;
import dev.unroll.run.task.Asking;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.Problem;
import dev.unroll.run.task.Question;
import dev.unroll.run.task.Readers;
import dev.unroll.run.task.Suspicion;
import dev.unroll.run.task.TaskType;
import dev.unroll.run.task.TextEncoding;
import dev.unroll.run.task.TrainingData;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
        if (model.bidirectional()) {
            throw new ConfigException(
                    "training.task next_token must not look ahead, so model.bidirectional must be false");
        }
        TaskType.requireNoWords(config);
    }

    @Override
    public TrainingData<?> read(TrainConfig config, DataSource source) {
        var form = TextEncoding.normalization(config.data());
        if (config.data().marks() == DataTable.Marks.LABEL) {
            return ofMany(config, Readers.labeledTexts(source, form), source.edition());
        }
        Dataset<UnlabeledText> texts = Readers.texts(source, form);
        return config.data().format() == DataTable.Format.TEXT
                ? ofOne(config, texts, source.edition())
                : ofMany(config, texts, source.edition());
    }

    private static <E extends TextExample> TrainingData<E> ofMany(
            TrainConfig config, Dataset<E> texts, String edition) {
        requireSuitable(config, texts);
        try {
            Split<E> split = TrainingData.split(config, texts);
            return new TrainingData<>(texts, edition, split, ManyTexts.learn(config.data(), texts));
        } catch (IllegalArgumentException e) {
            throw new DataException(texts.name() + ": " + e.getMessage(), e);
        }
    }

    private static TrainingData<UnlabeledText> ofOne(TrainConfig config, Dataset<UnlabeledText> texts, String edition) {
        requireSuitable(config, texts);
        try {
            Split<UnlabeledText> split = Split.byPosition(texts, TrainingData.fractions(config.data()));
            return new TrainingData<>(texts, edition, split, OneText.learn(config.data(), texts));
        } catch (IllegalArgumentException e) {
            throw new DataException(texts.name() + ": " + e.getMessage(), e);
        }
    }

    private static void requireSuitable(TrainConfig config, Dataset<?> texts) {
        Suspicion.check(config.data(), texts);
        if (config.model().input() == ModelTable.Input.VECTORS) {
            throw new ConfigException(
                    texts.name() + " has texts, so model.input must be one_hot or embedding but is vectors");
        }
    }

    @Override
    public Problem<?> problem(Model model) {
        return ManyTexts.of(model.text());
    }

    @Override
    public Answers answers(Model model, List<String> inputs, Asking asking) {
        return new GuessAnswers(model);
    }

    @Override
    public Question question(Model model, Question.Typed typed) {
        boolean begins = model.text().marks() == Marks.LABEL_AND_END;
        Optional<String> label = begins ? typed.label() : Optional.empty();
        return new Question.OfText(new Prompt(label, typed.input()), begins ? Optional.empty() : typed.label());
    }
}
