package dev.unroll.run.task;

import dev.unroll.core.input.InputEncoder;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.loss.ClassWeights;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.task.Task;
import dev.unroll.core.train.Examples;
import dev.unroll.data.DataException;
import dev.unroll.data.Dataset;
import dev.unroll.data.Example;
import dev.unroll.data.Split;
import dev.unroll.run.config.ModelTable;
import dev.unroll.run.config.TrainConfig;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A task on one kind of input, with its encoders: all that depends on what is asked.
 *
 * @param <E> what an example is
 */
public interface Problem<E extends Example> {

    /** Returns what is asked. */
    Task task();

    /** Returns the way to what a network reads. */
    InputEncoder input();

    /** Returns what so many examples are called: {@code text}, {@code sentences}. */
    String unit(int count);

    /** Returns what one output is called: {@code label}, {@code different token}. */
    String outputUnit();

    /** Returns the part of a network that reads. */
    InputSpec inputSpec(ModelTable model);

    /** Returns what makes the whole network of one that reads the input; empty where a linear layer does. */
    default Optional<UnaryOperator<NetworkSpec>> decoder(TrainConfig config) {
        return Optional.empty();
    }

    /** Returns other data, read as those of the training were. */
    Dataset<E> read(DataSource source);

    /**
     * Returns the examples as a network reads and answers them.
     *
     * @throws DataException if one cannot be encoded, or has a target that the task does not know
     */
    Examples encode(List<E> examples);

    /** Returns the examples to train on in batches of this size. */
    default Examples training(List<E> examples, int batchSize) {
        return encode(examples);
    }

    /** Returns the examples to be scored. */
    default Examples scoring(List<E> examples) {
        return encode(examples);
    }

    /** Returns how large a part of the data is, in units. */
    default int size(List<E> part) {
        return part.size();
    }

    /** Returns how much each class counts in the loss. */
    default ClassWeights classWeights(List<E> training, double balance) {
        return ClassWeights.none();
    }

    /** Returns what else there is to say of the sizes of the data, for the receipt and the model. */
    default void count(Dataset<E> dataset, Map<String, Object> counts) {}

    /** Returns what to warn of before a training. */
    default List<String> warnings(Dataset<E> dataset, Split<E> split) {
        return List.of();
    }

    /** Returns how well a network answers. */
    Scores score(Network network, List<E> examples, Team team);

    /** Returns how well a network answers whose targets are looked for as asked; of tasks without targets, as it answers. */
    default Scores score(Network network, List<E> examples, Asking.Targets asked, Team team) {
        return score(network, examples, team);
    }

    /** Returns the scores of the trivial baselines, trained on one part and scored on another. */
    List<Scores> baselines(List<E> training, List<E> scored);

    /** Returns the scores of what needs no training: what stands beside a model on data of a user's own. */
    default List<Scores> reference(List<E> scored) {
        return List.of();
    }

    /** Returns what is printed of the scores beside their table. */
    default Details details(Scores scores) {
        return Details.NONE;
    }

    /** Returns a sentence on how far a score of so many examples can be trusted; empty if that goes without saying. */
    default String precision(int scored) {
        return "";
    }

    /** Returns what of the scored part the model was trained on: {@code none of which was}. */
    default String heldOut(Split<E> split) {
        long shared = split.testInputsTrainedOn();
        return (shared == 0 ? "none" : String.format(Locale.ROOT, "%,d", shared)) + " of which "
                + (shared == 0 ? "was" : "are") + " trained on";
    }

    /** Returns what a user may try next: commands without {@code unroll}, {@code MODEL} in place of the folder. */
    List<List<String>> next(Model model, E example);

    /**
     * Returns the task's part of the report.
     *
     * @param scoredOn the scored examples in words: {@code 10,000 held-out sequences}
     */
    ReportPart report(Model model, List<E> scored, String scoredOn, Team team);

    /**
     * Returns the question that an example puts, to be explained.
     *
     * @param number of the example
     * @param word which word of a sentence, from 1
     */
    Question question(E example, int number, int word);
}
