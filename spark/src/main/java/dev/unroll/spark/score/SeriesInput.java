package dev.unroll.spark.score;

import dev.unroll.core.input.History;
import dev.unroll.core.input.SeriesEncoder;
import java.util.List;
import org.apache.spark.sql.types.DataType;

/** Series up to the present, the latest value last. */
record SeriesInput(SeriesEncoder encoder) implements Input<History> {

    @Override
    public boolean reads(DataType type) {
        return Input.isNumbers(type);
    }

    @Override
    public String type() {
        return "an array of numbers, the latest last";
    }

    @Override
    public History read(Object cell, String series) {
        List<?> values = RowLists.list(cell);
        double[] target = new double[values.size()];
        for (int i = 0; i < target.length; i++) {
            target[i] = values.get(i) instanceof Number number ? number.doubleValue() : Double.NaN;
        }
        History history = History.of(series, target);
        encoder.encode(history);
        return history;
    }

    @Override
    public int steps(History question) {
        return encoder.steps(question.length());
    }
}
