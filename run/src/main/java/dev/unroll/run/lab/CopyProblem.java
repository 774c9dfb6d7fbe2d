package dev.unroll.run.lab;

import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.loss.CrossEntropy;
import dev.unroll.core.loss.Loss;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.Labels;
import java.util.Arrays;
import java.util.List;

/**
 * Ten symbols, to be said again after many blanks. Hochreiter and Schmidhuber 1997, as in Arjovsky, Shah and Bengio 2016.
 *
 * <pre>
 *   read  s₁ … s₁₀  T − 1 blanks  :  10 blanks        sᵢ is one of 8 symbols, : the delimiter
 *   say   T + 10 blanks              s₁ … s₁₀
 * </pre>
 *
 * <p>Without memory the best answer is blanks and then guesses, with the cross entropy 10 ln 8 / (T + 20) a step.
 */
public record CopyProblem() implements LagProblem {

    /** How many symbols are said again. */
    public static final int COPIED = 10;

    private static final int SYMBOLS = 8;
    static final int BLANK = SYMBOLS;
    static final int DELIMITER = SYMBOLS + 1;

    @Override
    public String name() {
        return "copy";
    }

    @Override
    public String error() {
        return "cross entropy, nats a step";
    }

    @Override
    public double baseline(int length) {
        return COPIED * StrictMath.log(SYMBOLS) / steps(length);
    }

    @Override
    public int shortest() {
        return 1;
    }

    private static int steps(int length) {
        return length + 2 * COPIED;
    }

    @Override
    public NetworkSpec network(LagCell cell, int hiddenSize) {
        return cell.after(NetworkSpec.reading(new InputSpec.OneHot(DELIMITER + 1)), hiddenSize)
                .then(new Head.Linear(BLANK + 1));
    }

    @Override
    public Loss loss() {
        return new CrossEntropy();
    }

    @Override
    public Examples examples(int length, int count, long seed, long draw) {
        int[][] read = new int[count][steps(length)];
        int[][] said = new int[count][steps(length)];
        for (int i = 0; i < count; i++) {
            Arrays.fill(read[i], BLANK);
            Arrays.fill(said[i], BLANK);
            read[i][COPIED + length - 1] = DELIMITER;
            long symbols = CounterHash.prefix(seed, Purpose.MADE_DATA, draw, i, 0);
            for (int t = 0; t < COPIED; t++) {
                int symbol = (int) Long.remainderUnsigned(CounterHash.bits(symbols, t), SYMBOLS);
                read[i][t] = symbol;
                said[i][COPIED + length + t] = symbol;
            }
        }
        return new Examples(Sequences.ofTokens(read), Labels.ofSteps(said));
    }

    @Override
    public List<PaperFigure> papers() {
        String source = "Arjovsky, Shah and Bengio 2016, figure 1";
        return List.of(
                new PaperFigure("lstm", source, "beats the baseline at 100 blanks, and not at 200, 300 and 500"),
                new PaperFigure("unitary RNN", source, "learns it at 100, 200, 300 and 500 blanks"));
    }
}
