package dev.unroll.run.job;

import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.checkpoint.CheckpointFolder;
import dev.unroll.core.checkpoint.CheckpointFolder.Latest;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.run.RunFolderException;
import dev.unroll.run.folder.RunFolder;
import dev.unroll.run.folder.RunReceipt;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * What there is of a training that has not ended.
 *
 * @param model as it was, with scores that were computed now
 * @param state a sentence: how far the training came, and of when the model is
 */
public record UnfinishedRun(Model model, String state) {

    /**
     * Finds the model that was saved when the training was interrupted, if it is still there, or else that of the last checkpoint.
     *
     * @throws RunFolderException if there is neither
     */
    public static UnfinishedRun of(TrainJob job, RunFolder folder, RunReceipt receipt, Team team) throws IOException {
        boolean isSaved = Files.isDirectory(folder.model());
        if (receipt.isInterrupted() && isSaved) {
            Model model = Model.load(folder.model());
            return new UnfinishedRun(
                    job.scored(model.network(), receipt, team),
                    "This training was interrupted after step " + receipt.steps()
                            + "; the report is of the model as it was then.");
        }
        Optional<Checkpoint> latest =
                CheckpointFolder.latest(folder.checkpoints()).map(Latest::checkpoint);
        if (latest.isEmpty()) {
            throw new RunFolderException(
                    folder.path()
                            + " holds a training that has not ended and has left no checkpoint yet, so there is nothing to report");
        }
        String broken = receipt.isInterrupted()
                ? "This training was interrupted, and the model that it left is gone"
                : receipt.error().isEmpty()
                        ? "This training has not ended"
                        : "This training was broken off (" + receipt.error() + ")";
        return new UnfinishedRun(
                job.scored(job.at(latest.get(), team), receipt, team),
                broken + "; the report is of its checkpoint after step "
                        + latest.get().step() + ", in epoch " + latest.get().epoch() + ".");
    }
}
