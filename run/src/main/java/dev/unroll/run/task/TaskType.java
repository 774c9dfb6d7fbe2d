package dev.unroll.run.task;

import dev.unroll.core.model.Model;
import dev.unroll.core.task.Task;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.config.ModelTable;
import dev.unroll.run.config.TrainConfig;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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

    /** Returns the problem that data of this source pose to a model. */
    Problem<?> problem(Model model, DataSource source);

    /** Returns the options that mean something when a model is asked. */
    Set<AskOption> options(Model model);

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

    /**
     * Throws if texts are to get marks, which only a language model of many texts reads.
     *
     * @throws ConfigException if {@code data.marks} is not {@code none}
     */
    static void requireNoMarks(TrainConfig config) {
        if (config.data().marks() != DataTable.Marks.NONE) {
            throw new ConfigException(
                    "data.marks must be none unless training.task is next_token and the data are many texts");
        }
    }

    /**
     * Throws if a network of a task that reads tokens or vectors is to read words beside their letters.
     *
     * @throws ConfigException if {@code model.input} is {@code words}
     */
    static void requireNoWords(TrainConfig config) {
        if (config.model().input() == ModelTable.Input.WORDS) {
            throw new ConfigException(
                    "model.input words reads the words of sentences and their letters, so training.task"
                            + " must be tag but is "
                            + config.training().task().name().toLowerCase(Locale.ROOT)
                            + "; words of texts are data.tokens words and model.input embedding");
        }
    }

    /** Returns a constant as configurations write it. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
