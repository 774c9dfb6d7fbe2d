package dev.unroll.run.task.regress;

import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Regressor;
import dev.unroll.core.task.Regress;
import dev.unroll.data.DataException;
import dev.unroll.data.LabeledValues;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.ModelTable;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.config.TrainingTable;
import dev.unroll.run.sequence.AskedSequences;
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
import java.util.Set;

/** Regression: one or several values for a whole sequence. */
public record RegressType() implements TaskType {

    @Override
    public String name() {
        return Regress.NAME;
    }

    @Override
    public void check(TrainConfig config) {
        ModelTable model = config.model();
        if (model.input() != ModelTable.Input.VECTORS) {
            throw new ConfigException("training.task regress reads sequences of vectors, so model.input must be vectors"
                    + " but is " + model.input().name().toLowerCase(Locale.ROOT));
        }
        if (model.readout() == ModelTable.Readout.EACH) {
            throw new ConfigException("model.readout each answers at each step, so training.task must be next_token or"
                    + " tag but is regress");
        }
        if (config.training().watch() == TrainingTable.Watch.ACCURACY) {
            throw new ConfigException(
                    "training.watch accuracy is of classes, so it must be loss for training.task regress");
        }
        TaskType.requireNoMarks(config);
    }

    @Override
    public TrainingData<?> read(TrainConfig config, DataSource source) {
        if (!Readers.hasVectors(source)) {
            throw new DataException(source.source() + " has no sequences of numbers with values; training.task regress"
                    + " reads .ts, .npy, .npz, JSON lines with steps and tables of steps");
        }
        return RegressProblem.learn(config, Readers.values(source));
    }

    /** Returns the problem of sequences that are in no file. */
    public static Problem<LabeledValues> problem(VectorEncoder vectors, Regress task) {
        return new RegressProblem(vectors, task);
    }

    @Override
    public Problem<?> problem(Model model, DataSource source) {
        if (model.input() instanceof VectorEncoder vectors && model.task() instanceof Regress task) {
            return new RegressProblem(vectors, task);
        }
        throw new IllegalStateException("model " + model.name() + " answers values of what is read as "
                + model.input().kind() + ", which this version does not know");
    }

    @Override
    public Set<AskOption> options(Model model) {
        return EnumSet.of(AskOption.EXAMPLE);
    }

    @Override
    public Answers answers(Model model, List<String> inputs, Asking asking) {
        return new RegressAnswers(AskedSequences.of(model, model.vectors(), inputs), new Regressor(model));
    }

    @Override
    public Question question(Model model, Question.Typed typed) {
        AskedSequences asked = AskedSequences.of(model, model.vectors(), List.of(typed.input()));
        String name = Question.chosen(asked.each(List.of(typed.input())), typed.example(), typed.input());
        return new RegressQuestion(name, asked.sequence(name), List.of());
    }
}
