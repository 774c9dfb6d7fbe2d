package dev.unroll.cli.ask;

import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.UserError;
import dev.unroll.core.compact.WeightForm;
import dev.unroll.core.model.Model;
import dev.unroll.run.job.SavedModel;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** In how many bits the weights of a model are kept while it answers. */
final class WeightsOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    private WeightForm form = WeightForm.FLOAT32;

    @Option(
            names = "--weights",
            paramLabel = "FORM",
            description = "Keep the weights of recurrent layers as float32, bfloat16 or int8, which are rounded"
                    + " (default: float32).")
    void form(String word) {
        try {
            form = WeightForm.of(word);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--" + e.getMessage());
        }
    }

    WeightForm form() {
        return form;
    }

    /** Returns the model of a folder, with its weights in that form. */
    Model load(Path folder) throws IOException {
        Model model = SavedModel.load(folder);
        try {
            return model.withWeights(form);
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.DATA, folder + ": " + e.getMessage());
        }
    }
}
