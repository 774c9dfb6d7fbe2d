package dev.unroll.spark.score;

import dev.unroll.core.task.Regress;
import dev.unroll.spark.score.AnswerColumn.Kind;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** The value of each row, or its values, in the units of the data. */
record ValueScorer<Q>(Pass<Q> pass, Regress task) implements Scorer<Q> {

    @Override
    public ValueScorer<Q> fork() {
        return new ValueScorer<>(pass.fork(), task);
    }

    @Override
    public Input<Q> input() {
        return pass.input();
    }

    @Override
    public List<AnswerColumn> columns() {
        List<String> names = task.values().stream().map(Regress.Value::name).toList();
        return List.of(
                isOne()
                        ? new AnswerColumn(
                                Kind.PREDICTION, DataTypes.DoubleType, AnswerColumn.metadata("values", names))
                        : AnswerColumn.named(Kind.PREDICTION, "values", names));
    }

    private boolean isOne() {
        return task.outputs() == 1;
    }

    @Override
    public long kept(int steps) {
        return pass.kept(steps);
    }

    @Override
    public List<List<Object>> answers(List<Q> questions) {
        pass.forward(questions);
        List<List<Object>> answers = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            List<Double> values = new ArrayList<>();
            for (int j = 0; j < task.outputs(); j++) {
                values.add((double) task.values().get(j).unscaled(pass.output().get(i, j)));
            }
            answers.add(List.of(isOne() ? values.getFirst() : RowLists.cell(values)));
        }
        return answers;
    }
}
