package dev.unroll.run.task.transduce;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.loss.Ctc;
import dev.unroll.core.model.Model;
import dev.unroll.data.DataException;
import dev.unroll.run.config.TargetTable;
import dev.unroll.run.config.TrainConfig;
import java.util.Optional;

/**
 * Whether a source has as many steps as CTC needs for its target, and what becomes of it if not.
 *
 * @param reduction how many steps of a source the network joins to one
 * @param shortSources what becomes of a source with too few; empty: it is kept, as nothing is learned of it
 */
record TargetFit(int reduction, Optional<TargetTable.ShortSources> shortSources) {

    static TargetFit of(TrainConfig config) {
        return new TargetFit(
                config.model().timeReduction(), Optional.of(config.target().shortSources()));
    }

    /** Returns that of a trained model, which answers any source. */
    static TargetFit of(Model model) {
        return new TargetFit(model.network().spec().reduction(), Optional.empty());
    }

    boolean leavesOut() {
        return shortSources.equals(Optional.of(TargetTable.ShortSources.LEAVE_OUT));
    }

    /** Returns whether a source of so many steps has room for a target, or needs none. */
    boolean holds(int steps, int... target) {
        return shortSources.isEmpty() || Ctc.requiredSteps(target) <= answered(steps);
    }

    private int answered(int steps) {
        return Math.ceilDiv(steps, reduction);
    }

    /** Returns the error of a source whose target has no room. */
    DataException refused(String source, int steps, int... target) {
        String joined = reduction == 1
                ? Sentence.counted(steps, "step")
                : Sentence.counted(answered(steps), "step") + " (" + steps + " before they are joined)";
        return new DataException(source + " has " + joined + ", but ctc needs at least " + Ctc.requiredSteps(target)
                + " for its target of " + Sentence.counted(target.length, "token")
                + "; leave such sources out (--set short_sources=leave_out)"
                + (reduction == 1 ? "" : ", or make model.time_reduction smaller"));
    }
}
