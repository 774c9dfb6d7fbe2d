package dev.unroll.core.engine;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Dice;
import java.util.Arrays;

/**
 * One sequence, and the gradients that come to it from above.
 *
 * @param inputs [steps, inputSize]
 * @param indices of each step, which input is 1 and the others 0; empty where the inputs are no such rows
 * @param wanted at which steps the output is asked for
 * @param outputGradient [steps, outputSize], zero where the output is not wanted
 */
@SuppressWarnings("ArrayRecordComponent")
public record Sample(
        float[][] inputs,
        int[] indices,
        boolean[] wanted,
        float[] initialState,
        float[][] outputGradient,
        float[] finalGradient) {

    /** At which steps a drawn sample wants outputs. */
    public enum Wanted {
        ALL,
        LAST,
        SOME
    }

    /** Draws a sequence. */
    public static Sample draw(Dice dice, Cell cell, int steps, Wanted wanted) {
        float[][] inputs = new float[steps][];
        Arrays.setAll(inputs, _ -> dice.within(0.9f, cell.inputSize()));
        return draw(dice, cell, inputs, new int[0], wanted);
    }

    /** Draws a sequence of one-hot inputs; now and then there is none. */
    static Sample drawOneHot(Dice dice, Cell cell, int steps, Wanted wanted) {
        float[][] inputs = new float[steps][cell.inputSize()];
        int[] indices = new int[steps];
        for (int t = 0; t < steps; t++) {
            indices[t] = dice.oneIn(5) ? -1 : dice.below(cell.inputSize());
            if (indices[t] >= 0) {
                inputs[t][indices[t]] = 1;
            }
        }
        return draw(dice, cell, inputs, indices, wanted);
    }

    private static Sample draw(Dice dice, Cell cell, float[][] inputs, int[] indices, Wanted wanted) {
        int steps = inputs.length;
        boolean[] asked = new boolean[steps];
        float[][] outputGradient = new float[steps][cell.outputSize()];
        for (int t = 0; t < steps; t++) {
            asked[t] = switch (wanted) {
                case ALL -> true;
                case LAST -> t == steps - 1;
                case SOME -> dice.oneIn(3);
            };
            if (asked[t]) {
                outputGradient[t] = dice.within(0.9f, cell.outputSize());
            }
        }
        float[] initial = dice.within(0.9f, cell.stateSize());
        return new Sample(inputs, indices, asked, initial, outputGradient, dice.within(0.9f, cell.stateSize()));
    }

    /** Returns a sequence of nothing but NaN, to fill buffers with what must not be read. */
    static Sample poison(Cell cell, int steps) {
        float[][] inputs = new float[steps][cell.inputSize()];
        float[][] gradient = new float[steps][cell.outputSize()];
        float[] state = new float[cell.stateSize()];
        boolean[] asked = new boolean[steps];
        Arrays.fill(asked, true);
        Arrays.fill(state, Float.NaN);
        for (int t = 0; t < steps; t++) {
            Arrays.fill(inputs[t], Float.NaN);
            Arrays.fill(gradient[t], Float.NaN);
        }
        return new Sample(inputs, new int[0], asked, state, gradient, state);
    }

    int steps() {
        return inputs.length;
    }

    /** Returns the steps {@code from .. to}, as far as there are any, between these states. */
    Sample chunk(int from, int to, float[] initialState, float[] finalGradient) {
        int start = Math.min(from, steps());
        int end = Math.min(to, steps());
        return new Sample(
                Arrays.copyOfRange(inputs, start, end),
                indices.length == 0 ? indices : Arrays.copyOfRange(indices, start, end),
                Arrays.copyOfRange(wanted, start, end),
                initialState,
                Arrays.copyOfRange(outputGradient, start, end),
                finalGradient);
    }
}
