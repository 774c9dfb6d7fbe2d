package dev.unroll.core.engine;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.program.CellProgram;
import dev.unroll.core.program.CellProgram.ParameterGradient;
import dev.unroll.core.program.CellProgram.SinkInput;
import dev.unroll.core.program.CellProgram.WeightGradient;
import dev.unroll.core.program.Phase;
import dev.unroll.core.program.Slot;
import dev.unroll.core.program.Slot.Kind;
import dev.unroll.core.program.Slot.Ref;
import dev.unroll.core.program.Stage;
import dev.unroll.core.program.Stage.Multiply;
import java.util.List;

/** The memory of one run of a program: grows to the largest batch and stays. */
final class LayerBuffers {

    /** A product with the matrices it reads and writes. */
    static final class Bound {
        final Multiply multiply;
        Matrix operand = NOTHING;
        Matrix target = NOTHING;

        Bound(Multiply multiply) {
            this.multiply = multiply;
        }
    }

    /** A weight's gradient with the matrices it is summed from. */
    static final class BoundGradient {
        final WeightGradient gradient;
        Matrix result = NOTHING;
        Matrix operand = NOTHING;

        BoundGradient(WeightGradient gradient) {
            this.gradient = gradient;
        }
    }

    /** The gradient of a vector of parameters with the matrix it is summed from. */
    static final class BoundParameter {
        final ParameterGradient gradient;
        Matrix adjoint = NOTHING;

        BoundParameter(ParameterGradient gradient) {
            this.gradient = gradient;
        }
    }

    /** A stage ready to run. */
    record BoundStage(List<Bound> products, List<Tiles.Bound> instructions) {}

    static final Matrix NOTHING = Matrix.zeros(0, 0);

    private final CellProgram program;
    private final Matrix[][] slots;
    private final Matrix[] picked;
    private final BoundStage[][] forward;
    private final BoundStage[][] backward;
    private final BoundGradient[] gradients;
    private final BoundParameter[] parameterGradients;
    private final int input;
    private int rowCapacity = -1;
    private int aheadCapacity = -1;
    private int pickCapacity = -1;
    private int batchCapacity = -1;
    private boolean allPicked;
    private boolean newMasks;
    private Matrix output = NOTHING;

    LayerBuffers(CellProgram program, int members, Tiles tiles) {
        this.program = program;
        this.slots = new Matrix[members][program.slots().size()];
        this.picked = new Matrix[program.slots().size()];
        for (Slot slot : program.slots()) {
            picked[slot.id()] = NOTHING;
            for (Matrix[] own : slots) {
                own[slot.id()] = slot.kind() == Kind.TILE ? Matrix.zeros(tiles.tileRows(), slot.width()) : NOTHING;
            }
        }
        this.forward = bound(tiles, true);
        this.backward = bound(tiles, false);
        this.gradients =
                program.weightGradients().stream().map(BoundGradient::new).toArray(BoundGradient[]::new);
        this.parameterGradients =
                program.parameterGradients().stream().map(BoundParameter::new).toArray(BoundParameter[]::new);
        this.input = program.input().id();
    }

    private BoundStage[][] bound(Tiles tiles, boolean ahead) {
        var phases = new BoundStage[Phase.values().length][];
        int at = 0;
        for (Phase phase : Phase.values()) {
            List<Stage> stages = ahead ? program.forward(phase) : program.backward(phase);
            phases[at++] = stages.stream()
                    .map(stage -> new BoundStage(
                            stage.products().stream().map(Bound::new).toList(), tiles.bind(stage.instructions())))
                    .toArray(BoundStage[]::new);
        }
        return phases;
    }

    /** Returns the matrices of one thread, by slot. */
    Matrix[] slots(int member) {
        return slots[member];
    }

    /** Returns a matrix that all threads share. */
    Matrix shared(Slot slot) {
        return slots[0][slot.id()];
    }

    /** Returns the matrix, shared by all threads, that a reference is a window on. */
    Matrix shared(Ref ref) {
        return slots[0][ref.slot()];
    }

    /** Returns the outputs, a row a pick. */
    Matrix output() {
        return output;
    }

    BoundStage[] forward(Phase phase) {
        return forward[place(phase)];
    }

    BoundStage[] backward(Phase phase) {
        return backward[place(phase)];
    }

    private static int place(Phase phase) {
        return switch (phase) {
            case HOIST -> 0;
            case LOOP -> 1;
            case SINK -> 2;
        };
    }

    BoundGradient[] gradients() {
        return gradients;
    }

    BoundParameter[] parameterGradients() {
        return parameterGradients;
    }

    /** Lets a mask be read where the program looks for it; before {@link #fit}. */
    void mask(Slot slot, Matrix values) {
        if (shared(slot) != values) {
            share(slot, values);
            newMasks = true;
        }
    }

    /** Lets a vector of parameters be read where the program looks for it. */
    void parameter(Slot slot, Matrix values) {
        share(slot, values.repeated());
    }

    /**
     * Makes room for a batch and points everything that reads the input at {@code input}.
     *
     * @param ahead how many rows are made ahead of the time loop at once
     */
    void fit(int rows, int ahead, int picks, int batch, boolean all, Matrix input) {
        boolean grown = rows > rowCapacity || ahead > aheadCapacity || picks > pickCapacity || batch > batchCapacity;
        if (grown) {
            rowCapacity = Math.max(rowCapacity, rows);
            aheadCapacity = Math.max(aheadCapacity, ahead);
            pickCapacity = Math.max(pickCapacity, picks);
            batchCapacity = Math.max(batchCapacity, batch);
            allocate();
        }
        boolean newInput = shared(program.input()) != input;
        share(program.input(), input);
        if (grown || newInput || newMasks || all != allPicked) {
            allPicked = all;
            newMasks = false;
            bindPicked();
            bind();
        }
    }

    private void allocate() {
        for (Slot slot : program.slots()) {
            if (slot.id() == input || isGiven(slot)) {
                continue;
            }
            int rows =
                    switch (slot.kind()) {
                        case ROWS -> rowCapacity;
                        case AHEAD -> aheadCapacity;
                        case PICKED -> pickCapacity;
                        case STEP, SPREAD -> batchCapacity;
                        case PARAMETER, MASK, TILE -> 0;
                    };
            if (shared(slot).rows() < rows && !isWindowWhenAllArePicked(slot)) {
                share(slot, Matrix.zeros(rows, slot.width()));
            }
        }
    }

    private static boolean isGiven(Slot slot) {
        return switch (slot.kind()) {
            case TILE, PARAMETER, MASK -> true;
            case ROWS, AHEAD, PICKED, SPREAD, STEP -> false;
        };
    }

    /** Whether the slot repeats another one where every row is picked, so that it needs memory only where not. */
    private boolean isWindowWhenAllArePicked(Slot slot) {
        return program.sinkInputs().stream()
                .anyMatch(read ->
                        read.picked().id() == slot.id() || read.fromSink().id() == slot.id());
    }

    private void bindPicked() {
        for (SinkInput read : program.sinkInputs()) {
            Matrix whole = window(read.place());
            boolean inPlace = allPicked || whole.rows() == 0;
            share(read.picked(), inPlace ? whole : pickedBuffer(read.picked(), pickCapacity));
            if (program.purpose() != CellProgram.Purpose.INFERENCE) {
                share(
                        read.fromSink(),
                        allPicked ? shared(read.foreign()) : pickedBuffer(read.fromSink(), batchCapacity));
            }
        }
    }

    private Matrix pickedBuffer(Slot slot, int rows) {
        if (picked[slot.id()].rows() < rows) {
            picked[slot.id()] = Matrix.zeros(rows, slot.width());
        }
        return picked[slot.id()];
    }

    private void bind() {
        output = window(program.output());
        for (BoundStage[][] direction : List.of(forward, backward)) {
            for (BoundStage[] phase : direction) {
                for (BoundStage stage : phase) {
                    for (Bound bound : stage.products()) {
                        bound.operand = window(bound.multiply.operand());
                        bound.target = window(bound.multiply.target());
                    }
                }
            }
        }
        for (BoundGradient bound : gradients) {
            bound.result = window(bound.gradient.result());
            bound.operand = window(bound.gradient.operand());
        }
        for (BoundParameter bound : parameterGradients) {
            bound.adjoint = window(bound.gradient.adjoint());
        }
    }

    /** Returns the matrix that a reference means; for all threads, so not of a tile. */
    private Matrix window(Ref ref) {
        Matrix whole = slots[0][ref.slot()];
        if (whole.rows() == 0) {
            return Matrix.zeros(0, ref.width());
        }
        boolean allColumns = ref.from() == 0 && ref.width() == whole.columns();
        return allColumns ? whole : whole.columns(ref.from(), ref.from() + ref.width());
    }

    private void share(Slot slot, Matrix matrix) {
        for (Matrix[] own : slots) {
            own[slot.id()] = matrix;
        }
    }
}
