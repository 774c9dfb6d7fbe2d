package dev.unroll.run.task;

import dev.unroll.core.model.Model;
import dev.unroll.core.task.Task;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.TrainConfig;
import java.util.List;

/** A task as configurations and models name it. */
public interface TaskType {

    /** Returns the name in configurations, that of the {@link Task}. */
    String name();

    /**
     * Throws unless the keys of a configuration fit the task and each other; needs no data.
     *
     * @throws ConfigException in a sentence
     */
    void check(TrainConfig config);

    /** Reads the data that a configuration names, splits them and learns the encoders. */
    TrainingData<?> read(TrainConfig config, DataSource source);

    /** Returns the problem that a model was trained on. */
    Problem<?> problem(Model model);

    /**
     * Returns how a model's answers are shown.
     *
     * @param inputs what a user gave: maybe names of files
     */
    Answers answers(Model model, List<String> inputs, Asking asking);

    /**
     * Returns the question that a user typed, to be explained.
     *
     * @throws IllegalArgumentException if it is none
     */
    Question question(Model model, Question.Typed typed);
}
