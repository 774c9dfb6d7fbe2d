package dev.unroll.run.task.tag;

import dev.unroll.core.input.WordEncoder;
import dev.unroll.core.model.Model;
import dev.unroll.core.task.Tag;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.ModelTable;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.explain.LabelQuestion;
import dev.unroll.run.task.Answers;
import dev.unroll.run.task.AskOption;
import dev.unroll.run.task.Asking;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.Problem;
import dev.unroll.run.task.Question;
import dev.unroll.run.task.TaskType;
import dev.unroll.run.task.TrainingData;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tagging: a label for each word of a sentence. */
public record TagType() implements TaskType {

    @Override
    public String name() {
        return Tag.NAME;
    }

    @Override
    public void check(TrainConfig config) {
        ModelTable model = config.model();
        if (model.readout() != ModelTable.Readout.EACH) {
            throw new ConfigException("training.task tag answers at each word, so model.readout must be each but is "
                    + word(model.readout()));
        }
        if (model.input() != ModelTable.Input.WORDS) {
            throw new ConfigException(
                    "training.task tag reads words and their letters, so model.input must be words but" + " is "
                            + word(model.input()));
        }
        if (model.cell().isByHand()) {
            throw new ConfigException(
                    "training.task tag reads letters with the cell as well, so model.cell must not be by_hand");
        }
        if (config.data().longest() != 0) {
            throw new ConfigException("training.task tag answers at each word of a sentence, which is never cut, so"
                    + " data.longest must be 0 but is " + config.data().longest());
        }
        if (model.vectors().equals(ModelTable.COUNTED_VECTORS)) {
            throw new ConfigException(
                    "model.vectors counted counts the words of texts with classes; for training.task tag"
                            + " it must be a file of word vectors, or none");
        }
        TaskType.requireNoMarks(config);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public TrainingData<?> read(TrainConfig config, DataSource source) {
        return TagProblem.learn(config, source);
    }

    @Override
    public Problem<?> problem(Model model, DataSource source) {
        if (model.input() instanceof WordEncoder words) {
            return new TagProblem(words, model.labels());
        }
        throw new IllegalStateException("model " + model.name() + " reads no words");
    }

    @Override
    public Set<AskOption> options(Model model) {
        return Set.of(AskOption.SPLIT, AskOption.WORD);
    }

    @Override
    public Answers answers(Model model, List<String> inputs, Asking asking) {
        return new TagAnswers(model, asking.words());
    }

    @Override
    public Question question(Model model, Question.Typed typed) {
        return new LabelQuestion.OfWord(TagAnswers.words(typed.input(), typed.given()), typed.word(), Optional.empty());
    }
}
