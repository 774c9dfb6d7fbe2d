package dev.unroll.core.engine;

import dev.unroll.core.cell.Term;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Picks;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.program.CellProgram;
import dev.unroll.core.program.Phase;
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
     * What happens in one time step to the sequences of one thread.
     *
     * @see StateCarry#load
     */
    private interface Step {
        void run(int member, int row, int stepRow, int count, int previousRow);
    }

    /**
     * Sequences a thread below which products that need no state are made before the time loop, for all steps at once. With
     * more, a step's own rows are enough for the kernels, and what they make is still in a near cache when it is read.
     */
    static final int FEW_SEQUENCES = 16;

    /** Multiply-adds below which waking the team costs more than it saves. */
    static final long SMALL_WORK = 1 << 18;

    /** How many times cheaper it is to call a team that has just worked than to wake it. */
    private static final long AWAKE = 8;

    private final CellProgram program;
    private final Direction direction;
    private final Kernels kernels;
    private final Team team;
    private final int threads;
    private final Stages stages;
    private final LayerBuffers buffers;
    private final StateCarry states;
    private final StateCarry gradients;
    private final SinkExchange exchange;
    private final long weightCount;
    private final long smallWork;
    private final int fewSequences;
    private final SequenceShares shares;
    private final OneHotInput oneHot;
    private final LayerMasks masks;
    private boolean hoists = true;
    private int rows;
    private int picks;
    private Picks picked = new Picks();
    private final Picks allRows = new Picks();
    private StepHook hook = StepHook.NONE;
    private Unrolling unrolling = new Unrolling();

    private final Team.Task hoistForward = (member, _) -> rowsForward(member, Phase.HOIST);
    private final Team.Task loopForward = (member, _) -> loopForward(member);
    private final Team.Task sinkForward = (member, _) -> rowsForward(member, Phase.SINK);
    private final Team.Task sinkBackward = (member, _) -> rowsBackward(member, Phase.SINK);
    private final Team.Task loopBackward = (member, _) -> loopBackward(member);
    private final Team.Task hoistBackward = (member, _) -> rowsBackward(member, Phase.HOIST);
    private final Step stepForward = this::stepForward;
    private final Step stepBackward = this::stepBackward;

    /** Makes a run of {@code weights}' program; {@code team} and {@code kernels} may be shared with other runs. */
    public LayerRun(PackedWeights weights, Direction direction, Kernels kernels, Team team) {
        this(weights, direction, kernels, team, team.size(), SMALL_WORK, FEW_SEQUENCES);
    }

    /** As the public one, for so many threads of the team alone, and with other bounds for {@link #SMALL_WORK} and {@link #FEW_SEQUENCES}. */
    LayerRun(
            PackedWeights weights,
            Direction direction,
            Kernels kernels,
            Team team,
            int threads,
            long smallWork,
            int fewSequences) {
        this.threads = threads;
        this.smallWork = smallWork;
        this.fewSequences = fewSequences;
        this.program = weights.program();
        this.direction = direction;
        this.kernels = kernels;
        this.team = team;
        this.stages = new Stages(weights, kernels, team, threads, smallWork / AWAKE);
        this.buffers = stages.buffers();
        this.states = StateCarry.ofValues(program, direction, buffers, kernels);
        this.gradients = StateCarry.ofGradients(program, direction, buffers, kernels);
        this.exchange = new SinkExchange(program, buffers);
        this.weightCount = program.products().stream()
                .mapToLong(product -> (long) product.width()
                        * product.sources().stream().mapToInt(Term::size).sum())
                .sum();
        this.shares = new SequenceShares(threads);
        this.oneHot = stages.oneHot();
        this.masks = new LayerMasks(program, team);
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
        prepare(unrolling, input, initialState, picks, StepHook.NONE);
        forward();
    }

    /**
     * Computes outputs at all rows and final states of an input that is still being written while steps run.
     *
     * <p>Everything is computed step by step, so that a hook finds the output of a step right after it, and on the way back the
     * gradient of its input. Bits are those of the other {@code forward} with the finished input.
     */
    public void forward(Unrolling unrolling, Matrix input, Matrix initialState, StepHook around) {
        prepare(unrolling, input, initialState, allRows, around);
        forward();
    }

    /** Says where the masks of the passes to come are drawn from: nowhere, until said. */
    public void masks(MaskSource source) {
        masks.from(source);
    }

    /** Takes what {@link #forward()} reads; all as {@link #forward(Unrolling, Matrix, Matrix, Picks)} does. */
    public void prepare(Unrolling unrolling, Matrix input, Matrix initialState, Picks picks) {
        prepare(unrolling, input, initialState, picks, StepHook.NONE);
    }

    private void prepare(Unrolling unrolling, Matrix input, Matrix initialState, Picks picks, StepHook around) {
        boolean fits = input.columns() == program.cell().inputSize() && input.rows() >= unrolling.rows();
        if (unrolling.rows() > 0 && !fits) {
            throw new IllegalArgumentException(
                    "the input of cell " + program.cell().name() + " must be [" + unrolling.rows() + ", "
                            + program.cell().inputSize() + "] but is " + input);
        }
        oneHot.none();
        hook = around;
        begin(unrolling, input, initialState, picks);
    }

    /**
     * Computes outputs and final states of one-hot inputs, without ever making a one-hot row.
     *
     * @param indices of each row, which element of its input is 1; −1 for none
     */
    public void forward(Unrolling unrolling, int[] indices, Matrix initialState, Picks picks) {
        prepare(unrolling, indices, initialState, picks);
        forward();
    }

    /** Takes what {@link #forward()} reads; all as {@link #forward(Unrolling, int[], Matrix, Picks)} does. */
    public void prepare(Unrolling unrolling, int[] indices, Matrix initialState, Picks picks) {
        if (!program.inputIsOnlyMultiplied()) {
            throw new IllegalArgumentException("cell " + program.cell().name()
                    + " does more with its input than multiply it: give it one-hot rows and not indices");
        }
        if (indices.length < unrolling.rows()) {
            throw new IllegalArgumentException("cell " + program.cell().name() + " needs " + unrolling.rows()
                    + " indices, one a row, but was given " + indices.length);
        }
        oneHot.give(indices);
        hook = StepHook.NONE;
        begin(unrolling, LayerBuffers.NOTHING, initialState, picks);
    }

    private void begin(Unrolling unrolling, Matrix input, Matrix initialState, Picks picks) {
        if (initialState.columns() != program.cell().stateSize() || initialState.rows() < unrolling.batch()) {
            throw new IllegalArgumentException(
                    "the initial state of cell " + program.cell().name() + " must be [" + unrolling.batch() + ", "
                            + program.cell().stateSize() + "] but is " + initialState);
        }
        this.unrolling = unrolling;
        this.rows = unrolling.rows();
        this.picked = picks;
        this.picks = picks.count(rows);
        splitSequences();
        stages.places().fit(hoists, picks.isAll());
        masks.begin(buffers, rows);
        buffers.fit(rows, hoists ? rows : unrolling.batch(), this.picks, unrolling.batch(), picks.isAll(), input);
        states.begin(unrolling, initialState);
    }

    /** Computes outputs and final states of what was prepared. */
    void forward() {
        if (has(Phase.HOIST)) {
            run(hoistForward);
        }
        runLoop(loopForward);
        endLoop();
        if (has(Phase.SINK)) {
            run(sinkForward);
        }
    }

    /** Returns whether a pass has this phase outside its time loop, or is its time loop. */
    boolean has(Phase phase) {
        return switch (phase) {
            case HOIST -> hoists;
            case LOOP -> true;
            case SINK -> !isHooked() && stages.has(phase);
        };
    }

    /** Does one thread's part of a phase of the forward pass; {@link #endLoop} comes after the loop. */
    void forward(Phase phase, int member) {
        switch (phase) {
            case HOIST, SINK -> rowsForward(member, phase);
            case LOOP -> loopForward(member);
        }
    }

    /** Gets what comes after the time loop what it reads. */
    void endLoop() {
        exchange.pick(picked, rows);
        oneHot.pick(picked, rows);
    }

    /** Does one thread's part of a phase of the way back; {@link #beginLoopBack} comes before the loop. */
    void backward(Phase phase, int member) {
        switch (phase) {
            case HOIST, SINK -> rowsBackward(member, phase);
            case LOOP -> loopBackward(member);
        }
    }

    void beginLoopBack() {
        exchange.beginBackward(rows);
    }

    /** Returns how many threads share a pass. */
    int members() {
        return shares.members();
    }

    /** Returns whether the pass is too small for more than one thread. */
    boolean isSmall() {
        return rows * weightCount < smallWork;
    }

    private boolean isHooked() {
        return hook != StepHook.NONE;
    }

    /** Returns the outputs, a row a pick, [≥ picks, outputSize]; valid until the next forward pass. */
    public Matrix output() {
        return buffers.output();
    }

    /** Copies the states after the last step of each sequence (the first, backward in time) to [batch, stateSize]. */
    public void finalState(Matrix into) {
        states.ends(into);
    }

    /**
     * Returns whether the states of the last pass are finite: after each step where they are kept so long, as those are that
     * the output is made of, of others at the end.
     */
    public boolean statesAreFinite() {
        return states.areFinite();
    }

    /** Returns whether the states of sequence {@code b} are finite; as {@link #statesAreFinite()}. */
    public boolean statesAreFinite(int b) {
        return states.areFinite(b);
    }

    /** Copies a step's first state, as it is before the step, to the rows {@code row .. row + count}; for a {@link StepHook}. */
    public void stateBefore(int row, int stepRow, int count, Matrix into) {
        states.copyFirst(row, stepRow, count, into);
    }

    /** Adds the rows {@code row .. row + count} to the gradient of a step's first state before it; for a {@link StepHook}. */
    public void addToStateGradient(int row, int stepRow, int count, Matrix ofState) {
        gradients.addToFirst(row, stepRow, count, ofState);
    }

    /** Returns the gradient of the outputs, to be filled before {@link #backward}; its contents are used up. */
    public Matrix outputGradient() {
        return buffers.shared(program.outputGradient());
    }

    /**
     * Computes the gradients of everything from that of the outputs and of the final states; once, for it uses up what the
     * forward pass kept.
     *
     * @param finalStateGradient [batch, stateSize]
     */
    public void backward(Matrix finalStateGradient) {
        prepareBackward(finalStateGradient);
        if (has(Phase.SINK)) {
            run(sinkBackward);
        }
        beginLoopBack();
        runLoop(loopBackward);
        if (has(Phase.HOIST)) {
            run(hoistBackward);
        }
    }

    /** Begins the way back; all as {@link #backward} does. */
    void prepareBackward(Matrix finalStateGradient) {
        gradients.begin(unrolling, finalStateGradient);
    }

    /** Returns the gradient of the input, [rows, inputSize], if the program was compiled for it. */
    public Matrix inputGradient() {
        return buffers.shared(program.inputGradient());
    }

    /** Copies the gradient of the initial states to [batch, stateSize]. */
    public void initialStateGradient(Matrix into) {
        gradients.ends(into);
    }

    /** Returns what adds the gradients of the weights to these windows, after each {@link #backward}. */
    public WeightGradients weightGradients(Map<String, MapWindows> gradients) {
        return new WeightGradients(this, buffers, kernels, team, gradients);
    }

    int rows(Phase phase) {
        return phase == Phase.SINK ? picks : rows;
    }

    /** Returns the first of the items that {@code member} owns when they are shared out evenly. */
    private int from(int member, int items) {
        return Team.from(member, members(), items);
    }

    /** Returns the input, if it is given as indices. */
    OneHotInput oneHot() {
        return oneHot;
    }

    /** Runs a task on as many members as the work pays for. */
    void run(Team.Task task) {
        if (members() == 1) {
            task.run(0, 1);
        } else {
            team.run(task);
        }
    }

    /** As {@link #run}; a single sequence is one member's, and the others help with its products. */
    private void runLoop(Team.Task loop) {
        if (unrolling.batch() == 1) {
            stages.shared(loop, shares.owner(), members());
        } else {
            run(loop);
        }
    }

    private void splitSequences() {
        shares.split(unrolling, isSmall() ? 1 : threads);
        hoists = !isHooked() && rows < (long) fewSequences * unrolling.steps() * members();
    }

    private void rowsForward(int member, Phase phase) {
        int from = from(member, rows(phase));
        int to = from(member + 1, rows(phase));
        stages.forward(phase, member, from, 0, to - from);
    }

    private void rowsBackward(int member, Phase phase) {
        int from = from(member, rows(phase));
        int to = from(member + 1, rows(phase));
        stages.backward(phase, member, from, 0, to - from);
    }

    private void loopForward(int member) {
        loop(member, direction, stepForward);
    }

    private void loopBackward(int member) {
        loop(member, direction.opposite(), stepBackward);
    }

    /** Runs the steps of a member's sequences in this order. */
    private void loop(int member, Direction order, Step work) {
        int first = shares.first(member);
        int end = shares.first(member + 1);
        int steps = unrolling.steps();
        int previous = 0;
        for (int i = 0; i < steps; i++) {
            int t = order == Direction.FORWARD ? i : steps - 1 - i;
            int row = unrolling.firstRow(t, first);
            int count = unrolling.firstRow(t, end) - row;
            if (count > 0) {
                stages.turn(member);
                work.run(member, row, first, count, previous);
                previous = row;
            }
        }
    }

    private void stepForward(int member, int row, int stepRow, int count, int previousRow) {
        states.load(row, stepRow, count, previousRow);
        hook.beforeStep(member, row, stepRow, count);
        if (!hoists) {
            stages.forward(Phase.HOIST, member, row, stepRow, count);
        }
        stages.forward(Phase.LOOP, member, row, stepRow, count);
        if (isHooked()) {
            stages.forward(Phase.SINK, member, row, stepRow, count);
        }
        hook.afterStep(member, row, stepRow, count);
        states.keepEnds(row, stepRow, count);
    }

    private void stepBackward(int member, int row, int stepRow, int count, int previousRow) {
        gradients.load(row, stepRow, count, previousRow);
        hook.beforeStepBack(member, row, stepRow, count);
        if (isHooked()) {
            stages.backward(Phase.SINK, member, row, stepRow, count);
        }
        exchange.spread(row, stepRow, count);
        stages.backward(Phase.LOOP, member, row, stepRow, count);
        if (!hoists) {
            stages.backward(Phase.HOIST, member, row, stepRow, count);
        }
        hook.afterStepBack(member, row, stepRow, count);
        gradients.keepEnds(row, stepRow, count);
    }
}
