package dev.unroll.run.task.forecast;

import dev.unroll.core.input.Missing;
import dev.unroll.core.model.Model;
import dev.unroll.core.task.Forecast;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.config.ModelTable;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.task.Answers;
import dev.unroll.run.task.AskOption;
import dev.unroll.run.task.Asking;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.Problem;
import dev.unroll.run.task.Question;
import dev.unroll.run.task.TaskType;
import dev.unroll.run.task.TrainingData;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Forecasting: the values to come of series. */
public record ForecastType() implements TaskType {

    @Override
    public String name() {
        return Forecast.NAME;
    }

    @Override
    public void check(TrainConfig config) {
        ModelTable model = config.model();
        if (model.input() != ModelTable.Input.SERIES) {
            throw new ConfigException("training.task forecast reads series, so model.input must be series but is "
                    + TaskType.word(model.input()));
        }
        if (config.data().split() != DataTable.SplitKind.TIME) {
            throw new ConfigException(
                    "training.task forecast scores what comes last, so data.split must be time but is "
                            + TaskType.word(config.data().split()));
        }
        if (model.readout() == ModelTable.Readout.EACH) {
            throw new ConfigException(
                    "model.readout each answers at each step, but training.task forecast answers once;"
                            + " use last, mean, max or flatten");
        }
        if (model.repeatSeason() && config.data().missing() == Missing.MASK) {
            throw new ConfigException(
                    "model.repeat_season needs each value of the last season, so data.missing must not be"
                            + " mask; take interpolate or last, or repeat no season");
        }
        if (model.lookback() % model.segment() != 0) {
            throw new ConfigException("model.lookback must be a multiple of model.segment, " + model.segment()
                    + ", but is " + model.lookback());
        }
        if (model.strategy() == ModelTable.Strategy.RECURSIVE
                && config.training().loss().outputsPerValue() > 1) {
            throw new ConfigException("model.strategy recursive reads its own answers, so training.loss must be one of"
                    + " points but is " + config.training().loss().name()
                    + ": how sure an answer is would be lost on the way");
        }
    }

    @Override
    public TrainingData<?> read(TrainConfig config, DataSource source) {
        return ForecastProblem.learn(config, source);
    }

    @Override
    public Problem<?> problem(Model model, DataSource source) {
        return ForecastProblem.of(model, source);
    }

    @Override
    public Set<AskOption> options(Model model) {
        return EnumSet.of(AskOption.SERIES, AskOption.AHEAD);
    }

    @Override
    public Answers answers(Model model, List<String> inputs, Asking asking) {
        return new ForecastAnswers(model);
    }

    @Override
    public Question question(Model model, Question.Typed typed) {
        return ForecastQuestion.ofTyped(TypedSeries.history(typed.input(), DataSource.markOf(model)));
    }
}
