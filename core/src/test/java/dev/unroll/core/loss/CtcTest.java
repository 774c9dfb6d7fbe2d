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
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CtcTest {

    private static final Kernels KERNELS = Kernels.fastest();
    private static final int COLUMNS = 5;

    @Test
    void knownNumbers() {
        // Two steps, labels a, all classes alike: the paths aa, a-, -a of 9.
        Matrix logits = Matrix.zeros(2, 3);
        assertEquals(-StrictMath.log(3 / 9.0), loss(logits, 0), 1e-6);
        // Two labels of two steps: one path; the loss is divided by the labels.
        assertEquals(-StrictMath.log(1 / 9.0) / 2, loss(logits, 0, 1), 1e-6);
    }

    @Test
    void noLabelsMeanBlanksAlone() {
        Matrix logits = random(4, 3, 1, 1);
        double blanks = 0;
        for (int t = 0; t < 4; t++) {
            int row = t;
            double sum = IntStream.range(0, 3)
                    .mapToDouble(k -> StrictMath.exp(logits.get(row, k)))
                    .sum();
            blanks -= logits.get(t, 2) - StrictMath.log(sum);
        }
        assertEquals(blanks, loss(logits), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void theLossIsThatOfAllPaths(int steps) {
        Matrix logits = random(steps, 3, 1, steps);
        for (int[] labels : new int[][] {{}, {0}, {1, 0}, {0, 0}, {0, 1, 0}, {1, 1, 0}}) {
            if (Ctc.requiredSteps(labels) <= steps) {
                assertEquals(byPaths(logits, labels), loss(logits, labels), 1e-5, Arrays.toString(labels));
            }
        }
    }

    private static double byPaths(Matrix logits, int[] labels) {
        int steps = logits.rows();
        double sum = 0;
        for (int path = 0; path < StrictMath.pow(3, steps); path++) {
            int[] classes = new int[steps];
            double log = 0;
            for (int t = 0, rest = path; t < steps; t++, rest /= 3) {
                classes[t] = rest % 3;
                int row = t;
                double all = IntStream.range(0, 3)
                        .mapToDouble(k -> StrictMath.exp(logits.get(row, k)))
                        .sum();
                log += logits.get(t, classes[t]) - StrictMath.log(all);
            }
            int[] read = IntStream.range(0, steps)
                    .filter(t -> classes[t] != 2 && (t == 0 || classes[t] != classes[t - 1]))
                    .map(t -> classes[t])
                    .toArray();
            sum += Arrays.equals(read, labels) ? StrictMath.exp(log) : 0;
        }
        return -StrictMath.log(sum) / Math.max(1, labels.length);
    }

    @Test
    void theSlowGradientIsThatOfTheSlowLoss() {
        double[][] logits = doubles(random(9, COLUMNS, 1, 3));
        int[] labels = {0, 3, 3, 1};
        double[][] gradient = new CtcLogarithms(logits, labels).gradient();
        double step = 1e-5;
        for (int t = 0; t < 9; t++) {
            for (int k = 0; k < COLUMNS; k++) {
                double x = logits[t][k];
                logits[t][k] = x + step;
                double above = new CtcLogarithms(logits, labels).loss();
                logits[t][k] = x - step;
                double below = new CtcLogarithms(logits, labels).loss();
                logits[t][k] = x;
                assertEquals((above - below) / (2 * step), gradient[t][k], 1e-8, "step " + t + ", class " + k);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 9, 50, 300})
    void lossAndGradientAreThoseByLogarithms(int steps) {
        assertLikeLogarithms(random(steps, COLUMNS, 1, steps), 2e-6, 0, 3, 3);
        assertLikeLogarithms(random(steps, COLUMNS, 6, steps), 2e-6, 1, 0);
    }

    @Test
    void tenThousandStepsStayExact() {
        int[] labels = IntStream.range(0, 300).map(i -> (i * i + i / 7) % 4).toArray();
        assertLikeLogarithms(random(10_000, COLUMNS, 2, 7), 2e-6, labels);
    }

    @Test
    void labelsThatAreAlmostImpossibleAreLearned() {
        // e^−250 a step, of which neither a float nor, after some labels, a double would hold anything.
        Matrix logits = Matrix.zeros(40, COLUMNS);
        for (int t = 0; t < 40; t++) {
            logits.set(t, COLUMNS - 1, 250);
        }
        assertLikeLogarithms(logits, 2e-6, 0, 1, 2, 3, 0, 0, 1, 2);
    }

    @Test
    void stepsWithoutChoiceStayExact() {
        int[] labels = IntStream.range(0, 200).map(i -> i % 4).toArray();
        assertLikeLogarithms(random(200, COLUMNS, 30, 11), 2e-6, labels);
        assertLikeLogarithms(random(201, COLUMNS, 30, 12), 2e-6, labels);
    }

    private static void assertLikeLogarithms(Matrix logits, double tolerance, int... labels) {
        var slow = new CtcLogarithms(doubles(logits), labels);
        Matrix gradient = Matrix.zeros(logits.rows(), logits.columns());
        double loss = lossAndGradient(KERNELS, logits, labels.length, gradient, labels);
        double expected = slow.loss() / labels.length;
        assertEquals(expected, loss, 1e-6 * expected);
        double[][] slowGradient = slow.gradient();
        for (int t = 0; t < logits.rows(); t++) {
            for (int k = 0; k < logits.columns(); k++) {
                assertEquals(slowGradient[t][k], gradient.get(t, k), tolerance, "step " + t + ", class " + k);
            }
        }
    }

    @Test
    void aSequenceHasTheSameBitsAnywhereAmongTheRows() {
        Matrix alone = random(20, COLUMNS, 2, 5);
        Matrix among = random(90, COLUMNS, 2, 6);
        int[] rows = IntStream.range(0, 20).map(t -> 87 - 4 * t).toArray();
        for (int t = 0; t < 20; t++) {
            System.arraycopy(alone.data(), alone.at(t), among.data(), among.at(rows[t]), COLUMNS);
        }
        int[] labels = {7, 9, 2, 0, 0, 3, 1, 1};
        Matrix ofAlone = Matrix.zeros(20, COLUMNS);
        Matrix ofAmong = Matrix.zeros(90, COLUMNS);
        double expected = lossAndGradient(KERNELS, alone, 0.3f, ofAlone, 2, 0, 0, 3);
        var run = new Ctc().run(KERNELS);
        Targets two = Targets.transcripts(labels, new int[] {0, 2, 6, 8}, 3);
        // What a longer sequence leaves behind must not be seen.
        int[] all = IntStream.range(0, 90).toArray();
        run.lossAndGradient(random(90, COLUMNS, 2, 8), all, 90, two(), 1, 1, Matrix.zeros(90, COLUMNS));
        assertEquals(expected, run.lossAndGradient(among, rows, 20, two, 1, 0.3f, ofAmong));
        for (int t = 0; t < 20; t++) {
            for (int k = 0; k < COLUMNS; k++) {
                assertEquals(ofAlone.get(t, k), ofAmong.get(rows[t], k));
            }
        }
        assertEquals(0, ofAmong.get(rows[3] + 1, 0));
    }

    private static Targets two() {
        return Targets.transcripts(new int[] {1, 2, 3, 3, 2}, new int[] {0, 1, 5}, 2);
    }

    @Test
    void scalarAndVectorKernelsHaveTheSameBits() {
        Matrix logits = random(33, COLUMNS, 3, 9);
        Matrix byScalar = Matrix.zeros(33, COLUMNS);
        Matrix byFastest = Matrix.zeros(33, COLUMNS);
        double loss = lossAndGradient(Kernels.scalar(), logits, 1, byScalar, 1, 2, 2);
        assertEquals(loss, lossAndGradient(Kernels.fastest(), logits, 1, byFastest, 1, 2, 2));
        assertArrayEquals(byScalar.data(), byFastest.data());
    }

    @Test
    void theLossAloneHasTheBitsOfTheLossWithItsGradient() {
        Matrix logits = random(33, COLUMNS, 3, 10);
        double with = lossAndGradient(KERNELS, logits, 1, Matrix.zeros(33, COLUMNS), 1, 2, 2);
        assertEquals(with, loss(logits, 1, 2, 2));
    }

    @Test
    void nothingIsAllocated() {
        Matrix logits = random(30, COLUMNS, 1, 4);
        Matrix gradient = Matrix.zeros(30, COLUMNS);
        SequenceLoss.Run run = new Ctc().run(Kernels.scalar());
        Targets targets = two();
        int[] rows = IntStream.range(0, 30).toArray();
        run.lossAndGradient(logits, rows, 30, targets, 1, 1, gradient);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < 1000; i++) {
            run.lossAndGradient(logits, rows, 30 - i % 20, targets, i % 2, 1, gradient);
            run.loss(logits, rows, 30 - i % 20, targets, i % 2);
        }
        // Loading a class allocates once; a thousand calls with one object each would take 16,000 bytes.
        assertTrue(threads.getThreadAllocatedBytes(thread) - before < 8000);
    }

    @Test
    void aLogitThatIsNotANumberIsFound() {
        Matrix logits = random(12, COLUMNS, 1, 4);
        logits.set(5, 2, Float.NaN);
        assertTrue(Double.isNaN(loss(logits, 0, 1)));
    }

    @Test
    void labelsOfProbabilityZeroCostInfinitely() {
        Matrix logits = Matrix.zeros(3, COLUMNS);
        for (int t = 0; t < 3; t++) {
            logits.set(t, 1, Float.NEGATIVE_INFINITY);
        }
        assertEquals(Double.POSITIVE_INFINITY, loss(logits, 0, 1));
    }

    @Test
    void theBlankMayBeTheFirstColumn() {
        Matrix last = random(9, 3, 1, 2);
        Matrix first = Matrix.zeros(9, 3);
        for (int t = 0; t < 9; t++) {
            first.set(t, 0, last.get(t, 2));
            first.set(t, 1, last.get(t, 0));
            first.set(t, 2, last.get(t, 1));
        }
        Targets targets = Targets.transcripts(new int[] {1, 2, 2}, new int[] {0, 3}, 1);
        int[] rows = IntStream.range(0, 9).toArray();
        double loss = new Ctc(Ctc.Blank.FIRST).run(KERNELS).loss(first, rows, 9, targets, 0);
        assertEquals(loss(last, 0, 1, 1), loss, 1e-6);
    }

    @Test
    void equalNeighborsNeedABlankBetweenThem() {
        assertEquals(0, Ctc.requiredSteps());
        assertEquals(3, Ctc.requiredSteps(1, 2, 1));
        assertEquals(8, Ctc.requiredSteps(1, 1, 1, 2, 2));
    }

    @Test
    void whatCannotBeJudgedIsNamed() {
        Matrix logits = Matrix.zeros(3, COLUMNS);
        var tooMany = assertThrows(IllegalArgumentException.class, () -> loss(logits, 1, 2, 2));
        assertEquals("the labels of sequence 0 need at least 4 steps but there are 3", tooMany.getMessage());
        Targets blank = Targets.transcripts(new int[] {1, 4}, new int[] {0, 1, 2}, 2);
        var noLabel = assertThrows(IllegalArgumentException.class, () -> new Ctc().divisor(logits, 3, blank));
        assertEquals(
                "sequence 1 has label 4 but there are 5 classes, of which 4 is the blank: a label must be one of the"
                        + " others",
                noLabel.getMessage());
        Targets classes = Targets.classes(new int[3]);
        var rows = assertThrows(IllegalArgumentException.class, () -> new Ctc().divisor(logits, 3, classes));
        assertEquals("ctc needs labels for each sequence as target but has one class a row", rows.getMessage());
        var transcripts =
                assertThrows(IllegalArgumentException.class, () -> new CrossEntropy().divisor(logits, 3, blank));
        assertEquals(
                "cross entropy needs one class a row as target but has labels for each sequence",
                transcripts.getMessage());
    }

    private static double loss(Matrix logits, int... labels) {
        int[] rows = IntStream.range(0, logits.rows()).toArray();
        return new Ctc().run(KERNELS).loss(logits, rows, rows.length, one(labels), 0);
    }

    private static double lossAndGradient(Kernels kernels, Matrix logits, float scale, Matrix gradient, int... labels) {
        int[] rows = IntStream.range(0, logits.rows()).toArray();
        return new Ctc().run(kernels).lossAndGradient(logits, rows, rows.length, one(labels), 0, scale, gradient);
    }

    private static Targets one(int... labels) {
        return Targets.transcripts(labels, new int[] {0, labels.length}, 1);
    }

    private static double[][] doubles(Matrix matrix) {
        double[][] rows = new double[matrix.rows()][matrix.columns()];
        for (int t = 0; t < rows.length; t++) {
            for (int k = 0; k < matrix.columns(); k++) {
                rows[t][k] = matrix.get(t, k);
            }
        }
        return rows;
    }

    private static Matrix random(int rows, int columns, float scale, int seed) {
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            matrix.data()[i] = scale * (float) CounterHash.normal(seed, Purpose.INITIALIZATION, i, 0, 0, 0);
        }
        return matrix;
    }
}
