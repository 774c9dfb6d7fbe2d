package dev.unroll.core.engine;

/**
 * What happens around each step of a run, to those sequences that one thread owns: so that what a step reads may depend on what
 * came of the step before.
 *
 * <p>Rows are those of the unrolling, {@code row .. row + count} of one time step. All that is done must belong to these rows
 * and their sequences alone.
 */
public interface StepHook {

    /** Nothing happens. */
    StepHook NONE = new StepHook() {};

    /**
     * Called once the states before the step are known: the last moment to write the input of these rows.
     *
     * @param stepRow to be given to {@link LayerRun#stateBefore}
     */
    default void beforeStep(int member, int row, int stepRow, int count) {}

    /** Called once the output of these rows is there. */
    default void afterStep(int member, int row, int stepRow, int count) {}

    /** Called on the way back, before a step: the last moment to add to the gradient of the output of these rows. */
    default void beforeStepBack(int member, int row, int stepRow, int count) {}

    /**
     * Called on the way back, once the gradient of the input of these rows is there.
     *
     * @param stepRow to be given to {@link LayerRun#addToStateGradient}
     */
    default void afterStepBack(int member, int row, int stepRow, int count) {}
}
