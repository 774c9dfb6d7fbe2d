package dev.unroll.spark.score;

import dev.unroll.core.input.History;
import dev.unroll.core.input.SeriesEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Series up to the present, the latest value last. Where a model reads columns beside the target, a cell is a struct: the target
 * first, and under their names the columns, those known ahead with as many values more as are known.
 */
record SeriesInput(SeriesEncoder encoder) implements Input<History> {

    private List<String> beside() {
        return Stream.of(encoder.past(), encoder.known())
                .flatMap(columns -> columns.keySet().stream())
                .toList();
    }

    @Override
    public boolean reads(DataType type) {
        return beside().isEmpty()
                ? Input.isNumbers(type)
                : type instanceof StructType struct
                        && Input.isNumbers(struct.fields()[0].dataType())
                        && beside().stream().allMatch(name -> isNumbers(struct, name));
    }

    private static boolean isNumbers(StructType struct, String name) {
        return Arrays.stream(struct.fields())
                .skip(1)
                .anyMatch(field -> field.name().equals(name) && Input.isNumbers(field.dataType()));
    }

    @Override
    public String type() {
        return beside().isEmpty()
                ? "an array of numbers, the latest last"
                : "a struct of arrays of numbers, the latest last: the series, then " + String.join(", ", beside());
    }

    @Override
    public History read(Object cell, String series) {
        History history = cell instanceof Row struct
                ? new History(
                        series,
                        numbers(struct.get(0)),
                        columns(struct, encoder.past().keySet()),
                        columns(struct, encoder.known().keySet()))
                : History.of(series, numbers(cell));
        encoder.encode(history);
        return history;
    }

    private static List<double[]> columns(Row struct, Collection<String> names) {
        List<double[]> columns = new ArrayList<>();
        names.forEach(name -> columns.add(numbers(struct.get(struct.fieldIndex(name)))));
        return columns;
    }

    /** Returns the numbers of an array; NaN where one is missing. */
    private static double[] numbers(@Nullable Object cell) {
        if (cell == null) {
            throw new IllegalArgumentException("a column of the series is null; give it numbers");
        }
        return RowLists.list(cell).stream()
                .mapToDouble(entry -> entry == null ? Double.NaN : ((Number) entry).doubleValue())
                .toArray();
    }

    @Override
    public int steps(History question) {
        return encoder.steps(question.length());
    }
}
