package dev.unroll.data.baseline;

import dev.unroll.core.input.Tokenizer;
import dev.unroll.data.Labeled;
import dev.unroll.data.LabeledText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Logistic regression on a bag of words. A word w that occurs n times in a text counts
 *
 * <pre>
 *   (1 + log n) · (1 + log((1 + N) / (1 + N_w)))
 * </pre>
 *
 * <p>with N texts in training, N_w of them with w; each text is scaled to length 1. Words of a single training text are
 * left out. Source of the weighting: Manning, Raghavan and Schütze, Introduction to Information Retrieval, 2008, section
 * 6.4, with scikit-learn's smoothing.
 */
public final class WordRegression implements Baseline<String> {

    private static final int FEWEST_TEXTS = 2;

    private final Tokenizer tokenizer;
    private final Map<String, Integer> columns;
    private final double[] rarity;
    private final SoftmaxRegression regression;

    private WordRegression(
            Tokenizer tokenizer, Map<String, Integer> columns, double[] rarity, SoftmaxRegression regression) {
        this.tokenizer = tokenizer;
        this.columns = columns;
        this.rarity = rarity;
        this.regression = regression;
    }

    /** Returns the model of these examples. */
    public static WordRegression train(List<LabeledText> examples, Tokenizer tokenizer) {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("examples to train a baseline on must be at least 1 but are 0");
        }
        var textsOf = new HashMap<String, Integer>();
        examples.forEach(example -> tokenizer.tokens(example.text()).stream()
                .distinct()
                .forEach(word -> textsOf.merge(word, 1, Integer::sum)));
        var columns = new HashMap<String, Integer>();
        textsOf.entrySet().stream()
                .filter(entry -> entry.getValue() >= FEWEST_TEXTS)
                .map(Map.Entry::getKey)
                .sorted()
                .forEach(word -> columns.put(word, columns.size()));
        double[] rarity = new double[columns.size()];
        columns.forEach((word, column) ->
                rarity[column] = 1 + StrictMath.log((1.0 + examples.size()) / (1.0 + textsOf.getOrDefault(word, 0))));
        List<String> labels =
                examples.stream().map(Labeled::label).distinct().sorted().toList();
        var rows = new SparseRows(columns.size() + 1);
        for (LabeledText example : examples) {
            addRow(rows, tokenizer.tokens(example.text()), columns, rarity);
        }
        int[] classes = examples.stream()
                .mapToInt(example -> labels.indexOf(example.label()))
                .toArray();
        return new WordRegression(tokenizer, columns, rarity, SoftmaxRegression.train(rows, classes, labels));
    }

    private static void addRow(SparseRows rows, List<String> words, Map<String, Integer> columns, double[] rarity) {
        var counts = new HashMap<Integer, Integer>();
        for (String word : words) {
            Integer column = columns.get(word);
            if (column != null) {
                counts.merge(column, 1, Integer::sum);
            }
        }
        // By column: a sum's bits must not depend on the order of a hash map.
        int[] present =
                counts.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
        double[] weights = new double[present.length];
        double squares = 0;
        for (int k = 0; k < present.length; k++) {
            int count = counts.getOrDefault(present[k], 0);
            weights[k] = (1 + StrictMath.log(count)) * rarity[present[k]];
            squares += weights[k] * weights[k];
        }
        for (int k = 0; k < present.length; k++) {
            rows.add(present[k], (float) (weights[k] / Math.sqrt(squares)));
        }
        rows.add(rows.width() - 1, 1);
        rows.endRow();
    }

    @Override
    public String name() {
        return "logistic regression, bag of words";
    }

    @Override
    public String key() {
        return "bag_of_words";
    }

    @Override
    public String predict(String text) {
        var row = new SparseRows(columns.size() + 1);
        addRow(row, tokenizer.tokens(text), columns, rarity);
        return regression.predict(row, 0);
    }
}
