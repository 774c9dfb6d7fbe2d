package dev.unroll.spark.score;

import dev.unroll.core.network.Batch;
import dev.unroll.spark.score.AnswerColumn.Kind;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** The most probable label after each step, a tag or the next token, and its probability. */
record StepScorer<Q>(Pass<Q> pass) implements Scorer<Q> {

    @Override
    public StepScorer<Q> fork() {
        return new StepScorer<>(pass.fork());
    }

    @Override
    public Input<Q> input() {
        return pass.input();
    }

    @Override
    public List<AnswerColumn> columns() {
        return List.of(
                new AnswerColumn(Kind.PREDICTION, DataTypes.createArrayType(DataTypes.StringType, false)),
                new AnswerColumn(Kind.PROBABILITY, AnswerColumn.NUMBERS));
    }

    @Override
    public long kept(int steps) {
        return pass.kept(steps);
    }

    @Override
    public List<List<Object>> answers(List<Q> questions) {
        Batch batch = pass.forward(questions);
        List<List<Object>> answers = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            List<String> labels = new ArrayList<>();
            List<Double> certainties = new ArrayList<>();
            for (int t = 0; t < pass.input().steps(questions.get(i)); t++) {
                float[] probabilities = pass.probabilities(batch.row(t, i));
                int best = Pass.best(probabilities);
                labels.add(pass.labels().get(best));
                certainties.add((double) probabilities[best]);
            }
            answers.add(List.of(RowLists.cell(labels), RowLists.cell(certainties)));
        }
        return answers;
    }
}
