package dev.unroll.spark.score;

import dev.unroll.core.decode.Hypothesis;
import dev.unroll.core.decode.TargetSearch;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.TokenList;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.task.Transduce;
import dev.unroll.spark.score.AnswerColumn.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataTypes;

/** The sequence that belongs to each row, and the logarithm of its probability. */
final class TargetScorer<Q> implements Scorer<Q> {

    private final Transduce task;
    private final NetworkInput<Q> input;
    private final NetworkWeights weights;
    private final TargetSearch searching;

    private TargetScorer(Transduce task, NetworkInput<Q> input, NetworkWeights weights) {
        this.task = task;
        this.input = input;
        this.weights = weights;
        this.searching = task.searching(weights, Kernels.fastest(), Team.of(1));
    }

    static <Q> TargetScorer<Q> of(Model model, Transduce task, NetworkInput<Q> input) {
        return new TargetScorer<>(task, input, NetworkWeights.forInference(model.network()));
    }

    @Override
    public TargetScorer<Q> fork() {
        return new TargetScorer<>(task, input, weights);
    }

    @Override
    public Input<Q> input() {
        return input;
    }

    @Override
    public List<AnswerColumn> columns() {
        return List.of(
                new AnswerColumn(Kind.PREDICTION, DataTypes.StringType),
                new AnswerColumn(Kind.LOG_PROBABILITY, DataTypes.DoubleType));
    }

    @Override
    public long kept(int steps) {
        long attended = (long) task.search().longest(steps) * task.search().beam();
        return steps * Math.max(KEPT_A_STEP, task.by() instanceof Transduce.Ctc ? 0 : attended);
    }

    @Override
    public List<List<Object>> answers(List<Q> questions) {
        int[] all = IntStream.range(0, questions.size()).toArray();
        List<List<Object>> answers = new ArrayList<>();
        for (List<Hypothesis> best : searching.search(
                input.together(questions), all, task.search(), TokenList.of(), i -> input.name(questions.get(i)))) {
            Hypothesis answer = best.getFirst();
            answers.add(List.of(task.target().decode(answer.tokens().toArray()), answer.logProbability()));
        }
        return answers;
    }
}
