package dev.unroll.core.engine;

import dev.unroll.core.cell.Term;
import dev.unroll.core.kernel.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Moves states and their gradients from step to step, in from the caller and out to the caller, and picks rows. */
final class StateCarry {

    /** One state: its columns in the caller's matrices and its buffers. */
    private record Carried(int from, StateSlots.Pair values, StateSlots.Pair gradients) {}

    /** What the sink reads of earlier phases. */
    private record Picked(Slot.Ref place, Slot picked, Slot foreign, Slot fromSink) {}

    private final Direction direction;
    private final LayerBuffers buffers;
    private final boolean trains;
    private final Carried[] states;
    private final Picked[] picked;
    private Unrolling unrolling = new Unrolling();
    private Picks picks = new Picks();
    private Matrix initial = Matrix.zeros(0, 0);
    private Matrix finalGradient = Matrix.zeros(0, 0);

    StateCarry(CellProgram program, Direction direction, LayerBuffers buffers) {
        this.direction = direction;
        this.buffers = buffers;
        this.trains = program.purpose() != CellProgram.Purpose.INFERENCE;
        List<Carried> carried = new ArrayList<>();
        int from = 0;
        for (String state : program.cell().states().keySet()) {
            StateSlots.Pair values = program.values().slots().states().of(state);
            StateSlots.Pair gradients = trains ? program.adjoints().states().of(state) : values;
            carried.add(new Carried(from, values, gradients));
            from += values.before().width();
        }
        this.states = carried.toArray(Carried[]::new);
        this.picked = program.picked().entrySet().stream()
                .map(entry -> picked(program, entry))
                .toArray(Picked[]::new);
    }

    private Picked picked(CellProgram program, Map.Entry<Term, Slot> entry) {
        Slot slot = entry.getValue();
        return new Picked(
                program.values().value(entry.getKey(), Phase.LOOP),
                slot,
                trains ? program.adjoints().foreign(entry.getKey()) : slot,
                trains ? program.adjoints().fromSink(entry.getKey()) : slot);
    }

    void begin(Unrolling unrolling, Matrix initial, Picks picks) {
        this.unrolling = unrolling;
        this.initial = initial;
        this.picks = picks;
    }

    void beginBackward(Matrix finalGradient) {
        this.finalGradient = finalGradient;
    }

    /** Sets the states before the step of these rows: those after the step that ran before it, or the initial ones. */
    void loadBefore(int row, int count) {
        for (Carried state : states) {
            load(
                    buffers.shared(state.values.before()),
                    row,
                    count,
                    buffers.shared(state.values.after()),
                    initial,
                    state.from,
                    direction);
        }
    }

    /** Starts the gradient of the states after the step: what the step that ran after it carried back, or the final one. */
    void loadAfterGradient(int row, int count) {
        Direction back = direction == Direction.FORWARD ? Direction.BACKWARD : Direction.FORWARD;
        for (Carried state : states) {
            Matrix carriedBack = buffers.shared(state.gradients.before());
            load(buffers.shared(state.gradients.after()), row, count, carriedBack, finalGradient, state.from, back);
        }
    }

    private void load(Matrix into, int row, int count, Matrix from, Matrix ends, int endColumn, Direction order) {
        int width = into.columns();
        int source = neighbor(row, order);
        boolean block = source >= 0 && neighbor(row + count - 1, order) == source + count - 1;
        if (block) {
            System.arraycopy(from.data(), from.at(source), into.data(), into.at(row), count * width);
            return;
        }
        for (int i = row; i < row + count; i++) {
            source = neighbor(i, order);
            if (source >= 0) {
                System.arraycopy(from.data(), from.at(source), into.data(), into.at(i), width);
            } else {
                int end = ends.at(unrolling.sequence(i)) + endColumn;
                System.arraycopy(ends.data(), end, into.data(), into.at(i), width);
            }
        }
    }

    private int neighbor(int row, Direction order) {
        return order == Direction.FORWARD ? unrolling.earlier(row) : unrolling.later(row);
    }

    void finalState(Matrix into) {
        for (Carried state : states) {
            ends(into, state.values.after(), initial, state.from, direction);
        }
    }

    void initialStateGradient(Matrix into) {
        Direction back = direction == Direction.FORWARD ? Direction.BACKWARD : Direction.FORWARD;
        for (Carried state : states) {
            ends(into, state.gradients.before(), finalGradient, state.from, back);
        }
    }

    /** Copies each sequence's last row in this order; a sequence without steps passes its state through unchanged. */
    private void ends(Matrix into, Slot slot, Matrix unchanged, int column, Direction order) {
        Matrix from = buffers.shared(slot);
        for (int b = 0; b < unrolling.batch(); b++) {
            int row = order == Direction.FORWARD ? unrolling.end(b) : unrolling.start(b);
            if (row >= 0) {
                System.arraycopy(from.data(), from.at(row), into.data(), into.at(b) + column, slot.width());
            } else {
                int source = unchanged.at(b) + column;
                System.arraycopy(unchanged.data(), source, into.data(), into.at(b) + column, slot.width());
            }
        }
    }

    /** Copies the picked rows of all that the sink reads; nothing to do where every row is picked. */
    void pick() {
        if (picks.isAll()) {
            return;
        }
        for (Picked pick : picked) {
            Matrix into = buffers.shared(pick.picked);
            Matrix from = buffers.shared(pick.place);
            for (int i = 0; from.rows() > 0 && i < picks.count(unrolling.rows()); i++) {
                int at = from.at(picks.row(i)) + pick.place.from();
                System.arraycopy(from.data(), at, into.data(), into.at(i), pick.place.width());
            }
        }
    }

    /** Spreads what the sink found at the picked rows over all rows; nothing to do where every row is picked. */
    void spreadPicked() {
        if (picks.isAll()) {
            return;
        }
        for (Picked pick : picked) {
            Matrix from = buffers.shared(pick.foreign);
            Matrix into = buffers.shared(pick.fromSink);
            Arrays.fill(into.data(), 0, unrolling.rows() * into.columns(), 0);
            for (int i = 0; into.rows() > 0 && i < picks.count(unrolling.rows()); i++) {
                System.arraycopy(from.data(), from.at(i), into.data(), into.at(picks.row(i)), into.columns());
            }
        }
    }
}
