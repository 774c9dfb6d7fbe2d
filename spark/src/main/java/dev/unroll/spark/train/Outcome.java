package dev.unroll.spark.train;

import dev.unroll.spark.folder.ModelFiles;
import java.io.Serializable;
import java.util.List;

/**
 * What a task comes to.
 *
 * @param weights the hash of its network, which must be that of all others
 * @param model of the first task; none of the others
 * @param progress at its end
 */
record Outcome(int task, String weights, List<ModelFiles> model, TrainingProgress progress) implements Serializable {}
