package dev.unroll.run.job;

import dev.unroll.core.model.Model;
import dev.unroll.run.RunFolderException;
import dev.unroll.run.folder.RunFolder;
import dev.unroll.run.folder.RunReceipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The model of a folder that a user names: of a model, or of a training that left one. */
public final class SavedModel {

    private SavedModel() {}

    /**
     * Loads a model.
     *
     * @throws RunFolderException if the folder is of a training that has left none
     */
    public static Model load(Path folder) throws IOException {
        var run = new RunFolder(folder);
        boolean isModel = Files.exists(folder.resolve("config.json")) || Files.exists(run.model());
        if (!isModel && Files.exists(run.receipt())) {
            RunReceipt receipt = RunReceipt.read(run);
            String state = receipt.error().isEmpty() ? "has not ended" : "was broken off (" + receipt.error() + ")";
            throw new RunFolderException(folder + " holds a training that " + state + " and has left no model; "
                    + (run.isUnfinished() ? "unroll resume goes on with it" : "train again"));
        }
        return Model.load(folder);
    }
}
