package dev.unroll.run.lab;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.network.ParameterLayout.Window;

/** The cells of an experiment. */
public enum LabCell {
    /** h' = W_ih x + b_ih + W_hh h + b_hh: nothing but the matrix decides. */
    LINEAR,
    RNN_TANH,
    RNN_RELU,
    LSTM,
    /** An LSTM whose forget gates start open, as Gers et al. 2000 advise. */
    LSTM_OPEN,
    GRU,
    /** A GRU whose update gates start on the side of the old state. */
    GRU_OPEN;

    /** What is added to the bias of a gate that shall be open: σ(3) is 0.95. */
    static final float OPEN = 3;

    /** Returns the cell. */
    public Cell of(int inputSize, int hiddenSize) {
        return switch (this) {
            case LINEAR ->
                Cell.named("linear", inputSize, cell -> {
                    var h = cell.state("h", hiddenSize);
                    var fromInput = cell.linear("ih", cell.input(), hiddenSize);
                    cell.output(cell.next(h, fromInput.plus(cell.linear("hh", h, hiddenSize))));
                });
            case RNN_TANH -> Cells.elman(inputSize, hiddenSize, Bias.PRESENT);
            case RNN_RELU -> Cells.elmanRelu(inputSize, hiddenSize, Bias.PRESENT);
            case LSTM, LSTM_OPEN -> Cells.lstm(inputSize, hiddenSize, Bias.PRESENT);
            case GRU, GRU_OPEN -> Cells.gru(inputSize, hiddenSize, Bias.PRESENT);
        };
    }

    /** Returns the name for people. */
    public String text() {
        return switch (this) {
            case LINEAR -> "linear";
            case RNN_TANH -> "rnn_tanh";
            case RNN_RELU -> "rnn_relu";
            case LSTM -> "lstm";
            case LSTM_OPEN -> "lstm, open";
            case GRU -> "gru";
            case GRU_OPEN -> "gru, open";
        };
    }

    /** Returns whether the gate that keeps the state starts open; in both cells it is the second block of rows. */
    boolean isOpen() {
        return this == LSTM_OPEN || this == GRU_OPEN;
    }

    /** Returns an LSTM's or GRU's network with the gate that keeps the state open: {@value #OPEN} is added to its bias. */
    static Network open(Network fresh) {
        float[] values = fresh.values();
        int hiddenSize = fresh.spec().layers().getFirst().cell().outputSize();
        for (Window window : fresh.layout().windows()) {
            boolean isInputBias =
                    window.role() == Role.CELL_BIAS && window.map().equals("ih");
            Matrix matrix = window.on(values);
            for (int j = hiddenSize; isInputBias && j < 2 * hiddenSize; j++) {
                matrix.set(0, j, matrix.get(0, j) + OPEN);
            }
        }
        return Network.of(fresh.spec(), values);
    }
}
