package dev.unroll.core.engine;

import dev.unroll.core.cell.Operation.Input;
import dev.unroll.core.cell.Term;
import dev.unroll.core.engine.LayerBuffers.Bound;
import dev.unroll.core.engine.LayerBuffers.BoundStage;
import dev.unroll.core.engine.Slot.Ref;
import dev.unroll.core.engine.Stage.Start;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Panels;
import dev.unroll.core.kernel.Scratch;
import dev.unroll.core.kernel.Team;
import java.util.Arrays;
import java.util.Map;

/**
 * Runs one cell over the sequences of a batch, in one direction, forward and backward.
 *
 * <p>Threads own disjoint sequences through the whole time loop, and disjoint rows outside it; no sum is ever split. A run
 * owns its buffers and is used by one caller at a time; the weights are shared. It allocates only when a batch is larger
 * than any before it.
 */
public final class LayerRun {

    /**
     * Sequences a thread below which products that need no state are made before the time loop, for all steps at once. With
     * more, a step's own rows are enough for the kernels, and what they make is still in a near cache when it is read.
     */
    private static final int FEW_SEQUENCES = 16;

    /** Multiply-adds below which waking the team costs more than it saves. */
    private static final long SMALL_WORK = 1 << 18;

    /** How many times cheaper it is to call a team that has just worked than to wake it. */
    private static final long AWAKE = 8;

    private final CellProgram program;
    private final PackedWeights weights;
    private final Direction direction;
    private final Kernels kernels;
    private final Team team;
    private final SlotRows places;
    private final Tiles tiles;
    private final LayerBuffers buffers;
    private final StateCarry carry;
    private final long weightCount;
    private final long smallWork;
    private final int fewSequences;
    private final int[] firstSequence;
    private final Scratch[] scratch;
    private final SharedProduct sharedProduct;
    private final int inputSlot;
    private final int pickedInputSlot;
    private int members = 1;
    private int[] indices = {};
    private int[] pickedIndices = {};
    private int[] pickBuffer = {};
    private boolean oneHot;
    private boolean shares;
    private boolean hoists = true;
    private int rows;
    private int picks;
    private Unrolling unrolling = new Unrolling();

    private final Team.Task hoistForward = (member, _) -> rowsForward(member, Phase.HOIST);
    private final Team.Task loopForward = (member, _) -> loopForward(member);
    private final Team.Task sinkForward = (member, _) -> rowsForward(member, Phase.SINK);
    private final Team.Task sinkBackward = (member, _) -> rowsBackward(member, Phase.SINK);
    private final Team.Task loopBackward = (member, _) -> loopBackward(member);
    private final Team.Task hoistBackward = (member, _) -> rowsBackward(member, Phase.HOIST);

    /** Makes a run of {@code weights}' program; {@code team} and {@code kernels} may be shared with other runs. */
    public LayerRun(PackedWeights weights, Direction direction, Kernels kernels, Team team) {
        this(weights, direction, kernels, team, SMALL_WORK, FEW_SEQUENCES);
    }

    /** As the public one, with other bounds for {@link #SMALL_WORK} and {@link #FEW_SEQUENCES}. */
    LayerRun(PackedWeights weights, Direction direction, Kernels kernels, Team team, long smallWork, int fewSequences) {
        this.smallWork = smallWork;
        this.fewSequences = fewSequences;
        this.program = weights.program();
        this.weights = weights;
        this.direction = direction;
        this.kernels = kernels;
        this.team = team;
        this.places = new SlotRows(program.slots());
        this.tiles = new Tiles(kernels, program.slots(), places);
        this.buffers = new LayerBuffers(program, team.size(), tiles.tileRows());
        this.carry = new StateCarry(program, direction, buffers);
        this.weightCount = program.products().stream()
                .mapToLong(product -> (long) product.width()
                        * product.sources().stream().mapToInt(Term::size).sum())
                .sum();
        this.firstSequence = new int[team.size() + 1];
        this.scratch = new Scratch[team.size()];
        Arrays.setAll(scratch, _ -> new Scratch());
        this.sharedProduct = new SharedProduct(kernels, team, scratch, smallWork / AWAKE);
        this.inputSlot = program.values().slots().input().id();
        this.pickedInputSlot = program.picked().entrySet().stream()
                .filter(picked -> picked.getKey().operation() instanceof Input)
                .map(picked -> picked.getValue().id())
                .findFirst()
                .orElse(inputSlot);
    }

    /**
     * Computes outputs and final states.
     *
     * @param unrolling the batch's layout; it must stay as it is until after {@link #backward}
     * @param input [rows, inputSize], a row as the unrolling says
     * @param initialState [batch, stateSize], the states side by side in the order of the cell
     * @param picks the rows at which the output is wanted
     */
    public void forward(Unrolling unrolling, Matrix input, Matrix initialState, Picks picks) {
        boolean fits = input.columns() == program.cell().inputSize() && input.rows() >= unrolling.rows();
        if (unrolling.rows() > 0 && !fits) {
            throw new IllegalArgumentException(
                    "the input of cell " + program.cell().name() + " must be [" + unrolling.rows() + ", "
                            + program.cell().inputSize() + "] but is " + input);
        }
        oneHot = false;
        run(unrolling, input, initialState, picks);
    }

    /**
     * Computes outputs and final states of one-hot inputs, without ever making a one-hot row.
     *
     * @param indices of each row, which element of its input is 1; −1 for none
     */
    public void forward(Unrolling unrolling, int[] indices, Matrix initialState, Picks picks) {
        if (!program.inputIsOnlyMultiplied()) {
            throw new IllegalArgumentException("cell " + program.cell().name()
                    + " does more with its input than multiply it: give it one-hot rows and not indices");
        }
        if (indices.length < unrolling.rows()) {
            throw new IllegalArgumentException("cell " + program.cell().name() + " needs " + unrolling.rows()
                    + " indices, one a row, but was given " + indices.length);
        }
        this.indices = indices;
        oneHot = true;
        run(unrolling, LayerBuffers.NOTHING, initialState, picks);
    }

    private void run(Unrolling unrolling, Matrix input, Matrix initialState, Picks picks) {
        if (initialState.columns() != program.cell().stateSize() || initialState.rows() < unrolling.batch()) {
            throw new IllegalArgumentException(
                    "the initial state of cell " + program.cell().name() + " must be [" + unrolling.batch() + ", "
                            + program.cell().stateSize() + "] but is " + initialState);
        }
        this.unrolling = unrolling;
        this.rows = unrolling.rows();
        this.picks = picks.count(rows);
        splitSequences();
        buffers.fit(rows, hoists ? rows : unrolling.batch(), this.picks, unrolling.batch(), picks.isAll(), input);
        carry.begin(unrolling, initialState, picks);
        if (hoists) {
            run(hoistForward);
        }
        runLoop(loopForward);
        carry.pick();
        if (oneHot) {
            pickIndices(picks);
        }
        run(sinkForward);
    }

    /** Returns the outputs, a row a pick, [≥ picks, outputSize]; valid until the next forward pass. */
    public Matrix output() {
        return buffers.output();
    }

    /** Copies the states after the last step of each sequence (the first, backward in time) to [batch, stateSize]. */
    public void finalState(Matrix into) {
        carry.finalState(into);
    }

    /** Returns the gradient of the outputs, to be filled before {@link #backward}; its contents are used up. */
    public Matrix outputGradient() {
        return buffers.shared(program.adjoints().output());
    }

    /**
     * Computes the gradients of everything from that of the outputs and of the final states.
     *
     * @param finalStateGradient [batch, stateSize]
     */
    public void backward(Matrix finalStateGradient) {
        carry.beginBackward(finalStateGradient);
        run(sinkBackward);
        carry.spreadPicked();
        runLoop(loopBackward);
        if (hoists) {
            run(hoistBackward);
        }
    }

    /** Returns the gradient of the input, [rows, inputSize], if the program was compiled for it. */
    public Matrix inputGradient() {
        return buffers.shared(program.adjoints().input());
    }

    /** Copies the gradient of the initial states to [batch, stateSize]. */
    public void initialStateGradient(Matrix into) {
        carry.initialStateGradient(into);
    }

    /** Returns what adds the gradients of the weights to these windows, after each {@link #backward}. */
    public WeightGradients weightGradients(Map<String, MapWindows> gradients) {
        return new WeightGradients(this, buffers.gradients(), kernels, team, gradients);
    }

    int rows(Phase phase) {
        return phase == Phase.SINK ? picks : rows;
    }

    /** Returns the first of the items that {@code member} owns when they are shared out evenly. */
    private int from(int member, int items) {
        return Team.from(member, members, items);
    }

    /** Returns the indices of a phase's rows. */
    int[] oneHotIndices(Phase phase) {
        return phase == Phase.SINK ? pickedIndices : indices;
    }

    /** Returns whether this operand is an input given as indices. */
    boolean isOneHot(Ref operand) {
        return oneHot && (operand.slot() == inputSlot || operand.slot() == pickedInputSlot);
    }

    /** Runs a task on as many members as the work pays for. */
    void run(Team.Task task) {
        if (members == 1) {
            task.run(0, 1);
        } else {
            team.run(task);
        }
    }

    /** As {@link #run}; a single sequence is one member's, and the others help with its products. */
    private void runLoop(Team.Task loop) {
        if (unrolling.batch() == 1) {
            shares = members > 1;
            loop.run(owner(), members);
            shares = false;
        } else {
            run(loop);
        }
    }

    /** Returns who owns the only sequence. */
    private int owner() {
        int member = 0;
        while (firstSequence[member + 1] == 0) {
            member++;
        }
        return member;
    }

    /** Cuts the batch where the rows are shared out evenly: equal work, whatever the lengths. */
    private void splitSequences() {
        members = rows * weightCount < smallWork ? 1 : team.size();
        boolean few = rows < (long) fewSequences * unrolling.steps() * members;
        if (few != hoists) {
            hoists = few;
            places.aheadOfLoop(hoists);
        }
        int batch = unrolling.batch();
        long seen = 0;
        int member = 1;
        for (int b = 0; b < batch && member < members; b++) {
            seen += unrolling.length(b);
            while (member < members && seen * members >= (long) rows * member) {
                firstSequence[member++] = b + 1;
            }
        }
        Arrays.fill(firstSequence, member, firstSequence.length, batch);
        firstSequence[members] = batch;
    }

    private void rowsForward(int member, Phase phase) {
        int from = from(member, rows(phase));
        int to = from(member + 1, rows(phase));
        forward(phase, member, from, 0, to - from);
    }

    private void rowsBackward(int member, Phase phase) {
        int from = from(member, rows(phase));
        int to = from(member + 1, rows(phase));
        backward(phase, member, from, 0, to - from);
    }

    private void loopForward(int member) {
        int first = firstSequence[member];
        int end = firstSequence[member + 1];
        int steps = unrolling.steps();
        for (int i = 0; i < steps; i++) {
            int t = direction == Direction.FORWARD ? i : steps - 1 - i;
            int row = unrolling.firstRow(t, first);
            int count = unrolling.firstRow(t, end) - row;
            if (count > 0) {
                carry.loadBefore(row, count);
                scratch[member].turn();
                if (!hoists) {
                    forward(Phase.HOIST, member, row, first, count);
                }
                forward(Phase.LOOP, member, row, first, count);
            }
        }
    }

    private void loopBackward(int member) {
        int first = firstSequence[member];
        int end = firstSequence[member + 1];
        int steps = unrolling.steps();
        for (int i = 0; i < steps; i++) {
            int t = direction == Direction.FORWARD ? steps - 1 - i : i;
            int row = unrolling.firstRow(t, first);
            int count = unrolling.firstRow(t, end) - row;
            if (count > 0) {
                carry.loadAfterGradient(row, count);
                scratch[member].turn();
                backward(Phase.LOOP, member, row, first, count);
                if (!hoists) {
                    backward(Phase.HOIST, member, row, first, count);
                }
            }
        }
    }

    private void forward(Phase phase, int member, int row, int stepRow, int count) {
        for (BoundStage stage : buffers.forward(phase)) {
            forward(stage, phase, member, row, stepRow, count);
        }
    }

    private void backward(Phase phase, int member, int row, int stepRow, int count) {
        for (BoundStage stage : buffers.backward(phase)) {
            backward(stage, member, row, stepRow, count);
        }
    }

    private void forward(BoundStage stage, Phase phase, int member, int row, int stepRow, int count) {
        for (int i = 0; i < stage.products().size(); i++) {
            Bound bound = stage.products().get(i);
            int targetRow = places.row(bound.multiply.target(), row, stepRow);
            if (bound.multiply.start() == Start.BIAS) {
                startFromBias(weights.bias(bound.multiply.product()), bound.target, targetRow, count);
            }
            Panels panels = weights.forward(bound.multiply.product(), bound.multiply.source());
            if (isOneHot(bound.multiply.operand())) {
                kernels.addRows(oneHotIndices(phase), row, panels, bound.target, targetRow, count);
            } else {
                int operandRow = places.row(bound.multiply.operand(), row, stepRow);
                addProduct(bound, operandRow, panels, targetRow, count, member);
            }
        }
        tiles.run(stage.instructions(), buffers.slots(member), row, stepRow, count);
    }

    private void backward(BoundStage stage, int member, int row, int stepRow, int count) {
        tiles.run(stage.instructions(), buffers.slots(member), row, stepRow, count);
        for (int i = 0; i < stage.products().size(); i++) {
            Bound bound = stage.products().get(i);
            int operandRow = places.row(bound.multiply.operand(), row, stepRow);
            Panels panels = weights.backward(bound.multiply.product(), bound.multiply.source());
            addProduct(bound, operandRow, panels, places.row(bound.multiply.target(), row, stepRow), count, member);
        }
    }

    private void addProduct(Bound bound, int operandRow, Panels panels, int targetRow, int count, int member) {
        if (shares) {
            sharedProduct.add(bound.operand, operandRow, panels, bound.target, targetRow);
        } else {
            kernels.addProduct(bound.operand, operandRow, panels, bound.target, targetRow, count, scratch[member]);
        }
    }

    private static void startFromBias(float[] bias, Matrix target, int row, int count) {
        for (int i = row; i < row + count; i++) {
            System.arraycopy(bias, 0, target.data(), target.at(i), bias.length);
        }
    }

    private void pickIndices(Picks picks) {
        if (picks.isAll()) {
            pickedIndices = indices;
            return;
        }
        if (pickBuffer.length < this.picks) {
            pickBuffer = new int[this.picks];
        }
        for (int i = 0; i < this.picks; i++) {
            pickBuffer[i] = indices[picks.row(i)];
        }
        pickedIndices = pickBuffer;
    }
}
