package dev.unroll.spark.train;

import dev.unroll.spark.folder.ModelFiles;
import dev.unroll.spark.progress.Noted;
import dev.unroll.spark.progress.TrainingLog;
import dev.unroll.spark.progress.TrainingProgress;
import java.io.Serializable;
import java.util.List;

/**
 * What a task comes to.
 *
 * @param weights the hash of its network, which must be that of all others
 * @param model of the first task; none of the others
 * @param progress at its end
 * @param log of the first task; {@link TrainingLog#NONE} of the others
 */
record Outcome(int task, String weights, List<ModelFiles> model, TrainingProgress progress, TrainingLog log)
        implements Serializable {

    /** Returns what a training goes on from that has come so far. */
    Noted noted() {
        return new Noted(progress.epochs(), log);
    }
}
