package dev.unroll.cli.ask;

import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.UserError;
import dev.unroll.core.decode.Search;
import dev.unroll.core.model.Model;
import dev.unroll.core.task.NextToken;
import dev.unroll.run.job.SavedModel;
import dev.unroll.run.task.Asking;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How another sequence is looked for, and what is known of it beside the model. */
final class TargetOptions {

    private static final double USUAL_WEIGHT = 0.5;

    /** More of a language model leaves nothing of what was heard. */
    private static final double LARGEST = 10;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    private OptionalInt beam = OptionalInt.empty();
    private OptionalDouble weight = OptionalDouble.empty();
    private OptionalDouble bonus = OptionalDouble.empty();

    @Option(
            names = "--words",
            paramLabel = "FILE",
            description = "Say only words of this list, with blanks or line ends between them; for models of ctc.")
    private @Nullable Path words;

    @Option(
            names = "--language-model",
            paramLabel = "MODEL",
            description =
                    "Folder of a next-token model that says how probable each letter is after those before it; for"
                            + " models of ctc.")
    private @Nullable Path languageModel;

    @Option(
            names = "--beam",
            paramLabel = "N",
            description =
                    "How many beginnings to keep in the search, 1 is greedy; for models that say another sequence.")
    void beam(int beam) {
        if (beam < 1 || beam > Search.WIDEST) {
            throw wrong("--beam must be from 1 to " + Search.WIDEST + " but is " + beam);
        }
        this.beam = OptionalInt.of(beam);
    }

    @Option(
            names = "--weight",
            paramLabel = "W",
            description = "How much the language model counts beside what is heard, 0 to 10 (default: 0.5).")
    void weight(double weight) {
        if (!(weight >= 0 && weight <= LARGEST)) {
            throw wrong("--weight must be from 0 to 10 but is " + weight);
        }
        this.weight = OptionalDouble.of(weight);
    }

    @Option(
            names = "--bonus",
            paramLabel = "B",
            description = "What each letter gets beside the language model, which makes long answers dear, -10 to 10"
                    + " (default: 0).")
    void bonus(double bonus) {
        if (!(Math.abs(bonus) <= LARGEST)) {
            throw wrong("--bonus must be from -10 to 10 but is " + bonus);
        }
        this.bonus = OptionalDouble.of(bonus);
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(command.commandLine(), sentence);
    }

    /** Returns whether a list of words was given. */
    boolean hasWords() {
        return words != null;
    }

    /** Returns what was asked for, with the language model read. */
    Asking.Targets asked() throws IOException {
        if (languageModel == null && (weight.isPresent() || bonus.isPresent())) {
            throw new UserError(
                    ExitCode.USAGE,
                    (weight.isPresent() ? "--weight" : "--bonus")
                            + " stands beside a language model; name one by --language-model, or leave it out");
        }
        return new Asking.Targets(
                beam,
                Optional.ofNullable(words),
                languageModel == null ? Optional.empty() : Optional.of(letters(languageModel)),
                weight(),
                bonus.orElse(0));
    }

    private double weight() {
        return weight.orElse(languageModel == null ? 0 : USUAL_WEIGHT);
    }

    private static Model letters(Path folder) throws IOException {
        Model model = SavedModel.load(folder);
        if (!(model.task() instanceof NextToken)) {
            throw new UserError(
                    ExitCode.USAGE,
                    "--language-model must be a model that guesses the next token, but " + folder + " is made to "
                            + model.task().name());
        }
        return model;
    }

    /** Returns what was given, for machines. */
    Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        beam.ifPresent(given -> data.put("beam", given));
        if (words != null) {
            data.put("words", words.toString());
        }
        if (languageModel != null) {
            data.put("language_model", languageModel.toString());
            data.put("weight", weight());
            data.put("bonus", bonus.orElse(0));
        }
        return data;
    }
}
