package dev.unroll.core.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LossTest {

    private static final Kernels KERNELS = Kernels.fastest();
    private static final int ROWS = 7;
    private static final int COLUMNS = 5;
    private static final List<Double> POSITIVES = List.of(0.5, 2.0, 0.1, 1.0, 3.0);
    private static final ClassWeights WEIGHTS = ClassWeights.of(0.5f, 2, 0.1f, 1, 3);

    /** A loss with targets that fit it. */
    record Example(RowLoss loss, Targets targets) {}

    static Stream<Example> examples() {
        Targets classes = Targets.classes(new int[] {4, 0, -100, 2, 2, 1, 3});
        Targets values = Targets.values(random(ROWS, COLUMNS, 1));
        Targets probabilities = Targets.values(uniform(ROWS, COLUMNS));
        return Stream.of(
                new Example(new CrossEntropy(), classes),
                new Example(new CrossEntropy(WEIGHTS, 0, -100), classes),
                new Example(new CrossEntropy(WEIGHTS, 0.2, -100), classes),
                new Example(new CrossEntropy(ClassWeights.none(), 1, 2), Targets.classes(new int[ROWS])),
                new Example(new FocalLoss(), classes),
                new Example(new FocalLoss().withFocus(0.5).withClassWeights(WEIGHTS), classes),
                new Example(new BinaryCrossEntropy(), probabilities),
                new Example(new BinaryCrossEntropy(List.of(2.5)), probabilities),
                new Example(new BinaryCrossEntropy(POSITIVES), probabilities),
                new Example(new MeanSquaredError(), values));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theGradientIsThatOfTheLoss(Example example) {
        Matrix prediction = random(ROWS, COLUMNS, 2);
        Matrix gradient = Matrix.zeros(ROWS, COLUMNS);
        gradient(example, prediction, gradient);
        float step = 1f / 64;
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < COLUMNS; c++) {
                float x = prediction.get(r, c);
                prediction.set(r, c, x + step);
                double above = loss(example, prediction);
                prediction.set(r, c, x - step);
                double below = loss(example, prediction);
                prediction.set(r, c, x);
                // The third derivative of these losses is below 1 a row; h²/6 of it is 4e-5, over 7 rows.
                assertEquals((above - below) / (2 * step), gradient.get(r, c), 2e-5, "row " + r + ", column " + c);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theLossAloneHasTheBitsOfTheLossWithItsGradient(Example example) {
        Matrix prediction = random(ROWS, COLUMNS, 3);
        double[] with = new double[ROWS];
        double[] alone = new double[ROWS];
        double expected = example.loss.lossAndGradient(
                KERNELS, prediction, ROWS, example.targets, Matrix.zeros(ROWS, COLUMNS), with);
        double actual = example.loss.loss(KERNELS, prediction, ROWS, example.targets, new float[COLUMNS], alone);
        assertEquals(expected, actual);
        assertArrayEquals(with, alone);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theGradientMayTakeThePlaceOfThePrediction(Example example) {
        Matrix prediction = random(ROWS, COLUMNS, 4);
        Matrix apart = Matrix.zeros(ROWS, COLUMNS);
        double expected = gradient(example, prediction, apart);
        assertEquals(expected, gradient(example, prediction, prediction));
        assertArrayEquals(apart.data(), prediction.data());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void rowsBeyondTheAskedOnesAreNotTouched(Example example) {
        Matrix prediction = random(ROWS, COLUMNS, 5);
        Matrix gradient = random(ROWS, COLUMNS, 6);
        float untouched = gradient.get(3, 0);
        example.loss.lossAndGradient(KERNELS, prediction, 3, example.targets, gradient, new double[3]);
        assertEquals(untouched, gradient.get(3, 0));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void noRowsLoseNothing(Example example) {
        Matrix none = Matrix.zeros(0, COLUMNS);
        assertEquals(0, example.loss.lossAndGradient(KERNELS, none, 0, example.targets, none, new double[0]));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aRowThatIsNotFiniteIsFound(Example example) {
        Matrix prediction = random(ROWS, COLUMNS, 7);
        prediction.set(4, 2, Float.NaN);
        double[] rowLosses = new double[ROWS];
        double loss = example.loss.loss(KERNELS, prediction, ROWS, example.targets, new float[COLUMNS], rowLosses);
        assertTrue(Double.isNaN(loss));
        for (int r = 0; r < ROWS; r++) {
            assertEquals(r == 4, Double.isNaN(rowLosses[r]), "row " + r);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void nothingIsAllocated(Example example) {
        Matrix prediction = random(ROWS, COLUMNS, 8);
        Matrix gradient = Matrix.zeros(ROWS, COLUMNS);
        double[] rowLosses = new double[ROWS];
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < 1000; i++) {
            example.loss.lossAndGradient(Kernels.scalar(), prediction, ROWS, example.targets, gradient, rowLosses);
        }
        // Loading a class allocates once; a thousand calls with one object each would take 16,000 bytes.
        assertTrue(threads.getThreadAllocatedBytes(thread) - before < 8000);
    }

    @Test
    void onlyClassesAreWeighed() {
        Loss weighed = new CrossEntropy().withLabelSmoothing(0.2).withClassWeights(WEIGHTS);
        assertEquals(new CrossEntropy(WEIGHTS, 0.2, CrossEntropy.DEFAULT_IGNORE_INDEX), weighed);
        var error = assertThrows(IllegalArgumentException.class, () -> new Huber().withClassWeights(WEIGHTS));
        assertEquals(
                "loss huber has no classes to weigh; set class_balance to 0, or use cross_entropy", error.getMessage());
    }

    @Test
    void balancedWeightsMakeUpForRareClasses() {
        assertEquals(ClassWeights.of(0.625f, 2.5f), ClassWeights.balanced(new int[] {8, 2}, 1));
        assertEquals(ClassWeights.of(1, 1), ClassWeights.balanced(new int[] {8, 2}, 0));
    }

    @Test
    void knownNumbers() {
        // ln(1 + e⁻¹ + e⁻²) = 0.40760596; the label has the largest logit.
        var logits = Matrix.of(new float[] {3, 2, 1}, 1, 3);
        assertEquals(0.40760596, loss(new CrossEntropy(), logits, Targets.classes(new int[] {0})), 1e-6);
        var values = Targets.values(Matrix.of(new float[] {1, 4, 1}, 1, 3));
        assertEquals((4 + 4 + 0) / 3.0, loss(new MeanSquaredError(), logits, values), 1e-6);
        var half = Targets.values(Matrix.of(new float[] {0, 1}, 1, 2));
        assertEquals(StrictMath.log(2), loss(new BinaryCrossEntropy(), Matrix.zeros(1, 2), half), 1e-12);
    }

    @Test
    void largeLogitsStayFinite() {
        var logits = Matrix.of(new float[] {1000, -1000}, 1, 2);
        assertEquals(2000, loss(new CrossEntropy(), logits, Targets.classes(new int[] {1})));
        var targets = Targets.values(Matrix.of(new float[] {0, 1}, 1, 2));
        assertEquals(1000, loss(new BinaryCrossEntropy(), logits, targets));
    }

    @Test
    void oneClassIsAlwaysRight() {
        assertEquals(0, loss(new CrossEntropy(), Matrix.zeros(3, 1), Targets.classes(new int[3])));
    }

    @Test
    void ifEveryRowIsIgnoredTheLossAndItsGradientAreZero() {
        Matrix gradient = random(2, 3, 9);
        var ignored = Targets.classes(new int[] {-100, -100});
        assertEquals(
                0, new CrossEntropy().lossAndGradient(KERNELS, random(2, 3, 9), 2, ignored, gradient, new double[2]));
        assertArrayEquals(new float[6], gradient.data());
    }

    @Test
    void aTargetThatDoesNotFitIsNamed() {
        var logits = Matrix.zeros(3, 2);
        var classes = Targets.classes(new int[] {0, 1, 7});
        var values = Targets.values(Matrix.of(new float[] {0, 1, 0.5f, -0.5f, 1, 1}, 3, 2));
        var narrow = Targets.values(Matrix.zeros(3, 1));
        assertMessage(
                "row 2 has label 7 but there are 2 classes: a label must be in 0 .. 1, or -100 for a row that does not"
                        + " count",
                new CrossEntropy(),
                logits,
                classes);
        assertMessage(
                "cross entropy needs targets for 3 rows but has 1",
                new CrossEntropy(),
                logits,
                Targets.classes(new int[1]));
        assertMessage(
                "cross entropy needs one class a row as target but has values", new CrossEntropy(), logits, values);
        assertMessage(
                "cross entropy has 5 class weights but the prediction has 2 classes",
                new CrossEntropy(WEIGHTS, 0, -100),
                logits,
                classes);
        assertMessage(
                "row 1, column 1 has target -0.5 but a target must be in 0 .. 1",
                new BinaryCrossEntropy(),
                logits,
                values);
        assertMessage(
                "binary cross entropy has 5 positive weights but the prediction has 2 columns",
                new BinaryCrossEntropy(POSITIVES),
                logits,
                values);
        assertMessage("mean squared error needs targets [3, 2] but has [3, 1]", new MeanSquaredError(), logits, narrow);
        assertMessage(
                "mean squared error needs values as target but has one class a row",
                new MeanSquaredError(),
                logits,
                classes);
    }

    @Test
    void aSettingThatCannotBeIsNamed() {
        assertMessage(
                "there is no loss \"crossentropy\", did you mean \"cross_entropy\"?; there are absolute_error,"
                        + " binary_cross_entropy, cross_entropy, ctc, focal, gaussian, huber, mean_squared_error, quantile",
                "crossentropy",
                Map.of());
        assertMessage(
                "loss cross_entropy has no option \"smoothing\"; it has label_smoothing",
                "cross_entropy",
                Map.of("smoothing", 0.1));
        assertMessage(
                "option label_smoothing of loss cross_entropy must be a number from 0 to below 1 but is 1.5",
                "cross_entropy",
                Map.of("label_smoothing", 1.5));
        assertMessage(
                "option pos_weight of loss binary_cross_entropy must be a list, [x, y], each a number from 0 to 1000000"
                        + " but is [1.0, -2.0]",
                "binary_cross_entropy",
                Map.of("pos_weight", List.of(1.0, -2.0)));
    }

    @Test
    void aWeightThatCannotBeIsNamed() {
        var error = assertThrows(IllegalArgumentException.class, () -> ClassWeights.of(1, -2));
        assertEquals("the weight of class 1 must be finite and at least 0 but is -2.0", error.getMessage());
        var smoothing = assertThrows(IllegalArgumentException.class, () -> new CrossEntropy().withLabelSmoothing(1.5));
        assertEquals("label_smoothing must be in 0 .. 1 but is 1.5", smoothing.getMessage());
    }

    private static void assertMessage(String expected, String name, Map<String, ?> settings) {
        var error = assertThrows(IllegalArgumentException.class, () -> Losses.ALL.read(name, settings));
        assertEquals(expected, error.getMessage());
    }

    private static void assertMessage(String expected, RowLoss loss, Matrix prediction, Targets targets) {
        var error = assertThrows(IllegalArgumentException.class, () -> loss(loss, prediction, targets));
        assertEquals(expected, error.getMessage());
    }

    private static double gradient(Example example, Matrix prediction, Matrix gradient) {
        return example.loss.lossAndGradient(KERNELS, prediction, ROWS, example.targets, gradient, new double[ROWS]);
    }

    private static double loss(Example example, Matrix prediction) {
        return loss(example.loss, prediction, example.targets);
    }

    private static double loss(RowLoss loss, Matrix prediction, Targets targets) {
        int rows = prediction.rows();
        return loss.loss(KERNELS, prediction, rows, targets, new float[prediction.columns()], new double[rows]);
    }

    private static Matrix random(int rows, int columns, int seed) {
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            matrix.data()[i] = (float) CounterHash.normal(seed, Purpose.INITIALIZATION, i, 0, 0, 0);
        }
        return matrix;
    }

    private static Matrix uniform(int rows, int columns) {
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            matrix.data()[i] = CounterHash.uniform(1, Purpose.INITIALIZATION, i, 0, 0, 0);
        }
        return matrix;
    }

    @Test
    void aFocusOfZeroIsCrossEntropy() {
        Matrix prediction = random(ROWS, COLUMNS, 9);
        Targets classes = Targets.classes(new int[] {4, 0, -100, 2, 2, 1, 3});
        double focal = loss(new FocalLoss().withFocus(0).withClassWeights(WEIGHTS), prediction, classes);
        assertEquals(loss(new CrossEntropy().withClassWeights(WEIGHTS), prediction, classes), focal, 1e-12);
    }

    @Test
    void aRowThatIsSurelyRightCostsNothingAndMovesNothing() {
        Matrix prediction = Matrix.zeros(1, 3);
        prediction.set(0, 1, 200);
        Matrix gradient = Matrix.zeros(1, 3);
        double[] losses = new double[1];
        Targets sure = Targets.classes(new int[] {1});
        new FocalLoss().lossAndGradient(Kernels.scalar(), prediction, 1, sure, gradient, losses);
        assertEquals(0, losses[0]);
        assertEquals(0, gradient.get(0, 0));
        assertEquals(0, gradient.get(0, 1));
    }
}
