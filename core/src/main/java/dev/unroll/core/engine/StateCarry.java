package dev.unroll.core.engine;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.program.CellProgram;
import dev.unroll.core.program.Slot;
import dev.unroll.core.program.Slot.Kind;
import dev.unroll.core.program.StateSlots;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries the states from step to step, in from the caller and out to the caller; or their gradients, the other way: then
 * the <em>starts</em> are the gradients of the final states, and the <em>ends</em> those of the initial ones.
 */
final class StateCarry {

    /** One state: its columns in the caller's matrices, the buffer that a step reads, and the one that it writes. */
    private record Carried(int column, Slot read, Slot written) {}

    /**
     * Below it a gradient is zero on its way to earlier steps. Through hundreds of steps gradients become subnormal, on which some CPUs
     * take a hundred times as long; from here it is still a factor of 10⁸ to those, for what a step multiplies them with.
     */
    private static final float LEAST_GRADIENT = 0x1p-100f;

    private final Carried[] states;
    private final boolean isOfGradients;
    private final Direction order;
    private final LayerBuffers buffers;
    private final Kernels kernels;
    private Unrolling unrolling = new Unrolling();
    private Matrix starts = LayerBuffers.NOTHING;
    private Matrix ends = LayerBuffers.NOTHING;

    private StateCarry(
            List<Carried> states, boolean isOfGradients, Direction order, LayerBuffers buffers, Kernels kernels) {
        this.states = states.toArray(Carried[]::new);
        this.isOfGradients = isOfGradients;
        this.order = order;
        this.buffers = buffers;
        this.kernels = kernels;
    }

    /** Carries states along the time steps in this order. */
    static StateCarry ofValues(CellProgram program, Direction order, LayerBuffers buffers, Kernels kernels) {
        return new StateCarry(carried(program.cell(), program.states(), order, order), false, order, buffers, kernels);
    }

    /** Carries the gradients of states whose values were carried in this order; nothing if the program has none. */
    static StateCarry ofGradients(CellProgram program, Direction order, LayerBuffers buffers, Kernels kernels) {
        Direction back = order.opposite();
        List<Carried> states = program.purpose() == CellProgram.Purpose.INFERENCE
                ? List.of()
                : carried(program.cell(), program.stateGradients(), order, back);
        return new StateCarry(states, true, back, buffers, kernels);
    }

    private static List<Carried> carried(Cell cell, StateSlots slots, Direction ofValues, Direction order) {
        var states = new ArrayList<Carried>();
        int column = 0;
        for (String state : cell.states().keySet()) {
            StateSlots.Pair pair = slots.of(state);
            states.add(
                    order == ofValues
                            ? new Carried(column, pair.before(), pair.after())
                            : new Carried(column, pair.after(), pair.before()));
            column += pair.before().width();
        }
        return states;
    }

    /** Begins a pass from {@code starts}, [batch, stateSize]. */
    void begin(Unrolling unrolling, Matrix starts) {
        this.unrolling = unrolling;
        this.starts = starts;
        if (ends.rows() < unrolling.batch() || ends.columns() < starts.columns()) {
            ends = Matrix.zeros(unrolling.batch(), starts.columns());
        }
    }

    /**
     * Sets what a step reads: what the step that ran before it wrote, or the starts.
     *
     * @param row the first of the step's rows in buffers of one row a sequence and step
     * @param stepRow in buffers of one row a sequence
     * @param previousRow the first row of the same sequences in the step that ran before
     */
    void load(int row, int stepRow, int count, int previousRow) {
        for (Carried state : states) {
            Matrix read = buffers.shared(state.read);
            int at = read.at(isByRow(state.read) ? row : stepRow);
            load(state, row, count, stepRow - previousRow, read.data(), at);
        }
    }

    private void load(Carried state, int row, int count, int stepShift, float[] read, int first) {
        Matrix written = buffers.shared(state.written);
        int shift = isByRow(state.written) ? 0 : stepShift;
        int width = state.read.width();
        int source = before(row);
        if (source >= 0 && before(row + count - 1) == source + count - 1) {
            carry(written.data(), written.at(source + shift), read, first, count * width);
            return;
        }
        for (int i = 0, at = first; i < count; i++, at += width) {
            source = before(row + i);
            if (source >= 0) {
                carry(written.data(), written.at(source + shift), read, at, width);
            } else {
                int start = starts.at(unrolling.sequence(row + i)) + state.column;
                carry(starts.data(), start, read, at, width);
            }
        }
    }

    private void carry(float[] from, int fromAt, float[] to, int toAt, int n) {
        if (isOfGradients) {
            kernels.dropBelow(LEAST_GRADIENT, from, fromAt, to, toAt, n);
        } else {
            System.arraycopy(from, fromAt, to, toAt, n);
        }
    }

    /** Copies what a step reads of the first state to the rows of the same numbers in {@code into}. */
    void copyFirst(int row, int stepRow, int count, Matrix into) {
        Matrix read = buffers.shared(states[0].read);
        Rows.copy(read, isByRow(states[0].read) ? row : stepRow, 0, into, row, 0, count, read.columns());
    }

    /** Adds the rows of the same numbers in {@code more} to what a step wrote of the first state. */
    void addToFirst(int row, int stepRow, int count, Matrix more) {
        Matrix written = buffers.shared(states[0].written);
        int first = isByRow(states[0].written) ? row : stepRow;
        for (int i = 0; i < count; i++) {
            int at = written.at(first + i);
            kernels.add(written.data(), at, more.data(), more.at(row + i), written.data(), at, written.columns());
        }
    }

    /** Keeps what a step wrote for those sequences of which it is the last to run. */
    void keepEnds(int row, int stepRow, int count) {
        for (int i = 0; i < count; i++) {
            if (after(row + i) >= 0) {
                continue;
            }
            int end = ends.at(unrolling.sequence(row + i));
            for (Carried state : states) {
                Matrix written = buffers.shared(state.written);
                int source = written.at(isByRow(state.written) ? row + i : stepRow + i);
                System.arraycopy(written.data(), source, ends.data(), end + state.column, state.written.width());
            }
        }
    }

    /** Copies what the last step of each sequence wrote to [batch, stateSize]; where there was no step, the start. */
    void ends(Matrix into) {
        for (int b = 0; b < unrolling.batch(); b++) {
            Matrix from = unrolling.length(b) == 0 ? starts : ends;
            System.arraycopy(from.data(), from.at(b), into.data(), into.at(b), into.columns());
        }
    }

    /**
     * Returns whether the states are finite: after each step where they are kept so long, as those are that the output is
     * made of, of others at the end.
     */
    boolean areFinite() {
        for (Carried state : states) {
            if (isByRow(state.written) && !Rows.areFinite(kernels, buffers.shared(state.written), unrolling.rows())) {
                return false;
            }
        }
        for (int b = 0; b < unrolling.batch(); b++) {
            if (!endIsFinite(b)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the states of sequence {@code b} are finite; as {@link #areFinite}. */
    boolean areFinite(int b) {
        for (Carried state : states) {
            Matrix written = buffers.shared(state.written);
            for (int row = unrolling.start(b); isByRow(state.written) && row >= 0; row = unrolling.later(row)) {
                if (Rows.hasNonFinite(written.data(), written.at(row), written.columns())) {
                    return false;
                }
            }
        }
        return endIsFinite(b);
    }

    private boolean endIsFinite(int b) {
        return unrolling.length(b) == 0 || !Rows.hasNonFinite(ends.data(), ends.at(b), ends.columns());
    }

    /** Returns the row of the same sequence in the step that ran before, or −1. */
    private int before(int row) {
        return order == Direction.FORWARD ? unrolling.earlier(row) : unrolling.later(row);
    }

    /** Returns the row of the same sequence in the step that runs after, or −1. */
    private int after(int row) {
        return order == Direction.FORWARD ? unrolling.later(row) : unrolling.earlier(row);
    }

    private static boolean isByRow(Slot slot) {
        return slot.kind() == Kind.ROWS;
    }
}
