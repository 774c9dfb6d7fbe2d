package dev.unroll.data.baseline;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.data.Labeled;
import dev.unroll.data.LabeledText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A feed-forward network on a bag of letters, which knows how often each letter occurs and not where:
 *
 * <pre>
 *   h = tanh(W x + b)   p = softmax(V h + c)
 * </pre>
 *
 * <p>with x the counts of the text's letters, and cross-entropy lowered by {@link Lbfgs} from small weights that are hashes
 * of their place. What a recurrent network gains over it, it gains from the order of the letters.
 */
public final class LetterBagNetwork implements Baseline<String> {

    /** Units of the hidden layer, few enough that the baseline takes seconds. */
    private static final int HIDDEN = 32;

    private static final int ITERATIONS = 60;

    /** The pull of the weights toward zero. */
    private static final double PENALTY = 1e-5;

    private final Map<Integer, Integer> columns;
    private final List<String> labels;
    private final double[] weights;

    private LetterBagNetwork(Map<Integer, Integer> columns, List<String> labels, double[] weights) {
        this.columns = columns;
        this.labels = labels;
        this.weights = weights;
    }

    /** Returns the network of these examples. */
    public static LetterBagNetwork train(List<LabeledText> examples) {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("examples to train a baseline on must be at least 1 but are 0");
        }
        var columns = new HashMap<Integer, Integer>();
        examples.stream()
                .flatMapToInt(example -> example.text().codePoints())
                .distinct()
                .sorted()
                .forEach(letter -> columns.put(letter, columns.size()));
        List<String> labels =
                examples.stream().map(Labeled::label).distinct().sorted().toList();
        var rows = new SparseRows(columns.size() + 1);
        examples.forEach(example -> addRow(rows, example.text(), columns));
        int[] classes = examples.stream()
                .mapToInt(example -> labels.indexOf(example.label()))
                .toArray();
        double[] start = new double[rows.width() * HIDDEN + (HIDDEN + 1) * labels.size()];
        for (int i = 0; i < start.length; i++) {
            start[i] = 0.5 * CounterHash.uniform(0, Purpose.INITIALIZATION, i, 0, 0, 0) - 0.25;
        }
        Lbfgs.Objective objective = (weights, gradient) -> loss(rows, classes, labels.size(), weights, gradient);
        return new LetterBagNetwork(columns, labels, Lbfgs.minimize(objective, start, ITERATIONS));
    }

    private static void addRow(SparseRows rows, String text, Map<Integer, Integer> columns) {
        float[] counts = new float[rows.width()];
        text.codePoints().forEach(letter -> {
            Integer column = columns.get(letter);
            if (column != null) {
                counts[column]++;
            }
        });
        counts[rows.width() - 1] = 1;
        for (int column = 0; column < counts.length; column++) {
            if (counts[column] != 0) {
                rows.add(column, counts[column]);
            }
        }
        rows.endRow();
    }

    private static double loss(SparseRows rows, int[] classes, int labels, double[] weights, double[] gradient) {
        double loss = 0;
        for (int i = 0; i < weights.length; i++) {
            gradient[i] = PENALTY * weights[i];
            loss += 0.5 * PENALTY * weights[i] * weights[i];
        }
        double[] hidden = new double[HIDDEN];
        double[] errors = new double[labels];
        int head = rows.width() * HIDDEN;
        double scale = 1.0 / rows.count();
        for (int row = 0; row < rows.count(); row++) {
            forward(rows, row, weights, hidden, errors);
            loss += SoftmaxRegression.toErrors(errors, classes[row]) * scale;
            for (int c = 0; c < labels; c++) {
                errors[c] *= scale;
                gradient[head + HIDDEN * labels + c] += errors[c];
            }
            for (int unit = 0; unit < HIDDEN; unit++) {
                double error = 0;
                for (int c = 0; c < labels; c++) {
                    int at = head + unit * labels + c;
                    error += errors[c] * weights[at];
                    gradient[at] += errors[c] * hidden[unit];
                }
                hidden[unit] = error * (1 - hidden[unit] * hidden[unit]);
            }
            rows.addOuter(row, hidden, gradient);
        }
        return loss;
    }

    /** Overwrites {@code hidden} with h and {@code logits} with V h + c. */
    private static void forward(SparseRows rows, int row, double[] weights, double[] hidden, double[] logits) {
        rows.multiply(row, weights, hidden);
        int head = rows.width() * HIDDEN;
        System.arraycopy(weights, head + HIDDEN * logits.length, logits, 0, logits.length);
        for (int unit = 0; unit < HIDDEN; unit++) {
            hidden[unit] = StrictMath.tanh(hidden[unit]);
            for (int c = 0; c < logits.length; c++) {
                logits[c] += weights[head + unit * logits.length + c] * hidden[unit];
            }
        }
    }

    @Override
    public String name() {
        return "feed-forward network, bag of letters";
    }

    @Override
    public String key() {
        return "bag_of_letters";
    }

    @Override
    public String predict(String text) {
        var row = new SparseRows(columns.size() + 1);
        addRow(row, text, columns);
        double[] logits = new double[labels.size()];
        forward(row, 0, weights, new double[HIDDEN], logits);
        int best = 0;
        for (int c = 1; c < logits.length; c++) {
            best = logits[c] > logits[best] ? c : best;
        }
        return labels.get(best);
    }
}
