package dev.unroll.spark.score;

import dev.unroll.spark.score.AnswerColumn.Kind;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** The label of each row, and the probabilities of all. */
record LabelScorer<Q>(Pass<Q> pass) implements Scorer<Q> {

    @Override
    public LabelScorer<Q> fork() {
        return new LabelScorer<>(pass.fork());
    }

    @Override
    public Input<Q> input() {
        return pass.input();
    }

    @Override
    public List<AnswerColumn> columns() {
        return List.of(
                new AnswerColumn(Kind.PREDICTION, DataTypes.StringType),
                AnswerColumn.named(Kind.PROBABILITY, "labels", pass.labels()));
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
            float[] probabilities = pass.probabilities(i);
            List<Double> all = new ArrayList<>();
            for (float probability : probabilities) {
                all.add((double) probability);
            }
            answers.add(List.of(pass.labels().get(Pass.best(probabilities)), RowLists.cell(all)));
        }
        return answers;
    }
}
