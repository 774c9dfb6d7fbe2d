package dev.unroll.run.task;

import dev.unroll.core.model.Prediction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a model answers to what a user typed, in three forms. All throw {@link IllegalArgumentException} at bad input. */
public interface Answers {

    /** Returns the answer for machines. */
    Map<String, Object> data(String input);

    /** Returns the answer in one line, fields between tabs, whatever input and answer hold ({@link Printed#inLine}). */
    String line(String input);

    /** Returns the answer for people, each line ended; the input, {@link Printed#inLine}, takes {@code width} columns. */
    String show(String input, int width);

    /** Returns what is answered one by one: of a file with several inputs, each of them. */
    default List<String> each(List<String> inputs) {
        return inputs;
    }

    /** Returns an answer with its probability, as plain data. */
    static Map<String, Object> data(String name, Prediction prediction) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(name, prediction.label());
        data.put("probability", prediction.probability());
        return data;
    }
}
