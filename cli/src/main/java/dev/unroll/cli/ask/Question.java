package dev.unroll.cli.ask;

import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.UserError;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Explanation;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prompt;
import dev.unroll.data.Example;
import dev.unroll.data.Labeled;
import dev.unroll.data.LabeledVectors;
import dev.unroll.data.TextExample;
import dev.unroll.run.task.classify.Asked;
import java.util.List;
import java.util.Optional;

/**
 * What an answer is to be explained of.
 *
 * @param name the text itself; of vectors, what to call them
 * @param label that a text of this model begins with, or that is known to be right
 * @param vectors [T, features], as the data have them; empty if it is a text
 */
record Question(String name, Optional<String> label, Optional<Matrix> vectors) {

    /**
     * Returns the question that a user typed.
     *
     * @param label that the text begins with, if it does
     * @param example which sequence of a file of several
     */
    static Question of(Model model, String input, Optional<String> label, int example) {
        if (!(model.input() instanceof VectorEncoder)) {
            return new Question(input, label, Optional.empty());
        }
        Asked asked = Asked.of(model, List.of(input));
        List<String> names = asked.each(List.of(input));
        String name = names.get(index(example, names.size(), input));
        return new Question(name, Optional.empty(), Optional.of(asked.sequence(name)));
    }

    /** Returns the question that one of these examples puts. */
    static Question of(List<? extends Example> examples, int example, String where) {
        Example asked = examples.get(index(example, examples.size(), where));
        Optional<String> label = asked instanceof Labeled labeled ? Optional.of(labeled.label()) : Optional.empty();
        return switch (asked) {
            case TextExample text -> new Question(text.text(), label, Optional.empty());
            case LabeledVectors sequence -> new Question("example " + example, label, Optional.of(sequence.vectors()));
            default -> new Question(asked.excerpt(), label, Optional.empty());
        };
    }

    private static int index(int example, int count, String where) {
        if (example < 0 || example >= count) {
            throw new UserError(
                    ExitCode.USAGE,
                    "--example must be from 0 to " + (count - 1) + ", as " + where + " has " + count
                            + (count == 1 ? " example" : " examples") + ", but is " + example);
        }
        return example;
    }

    /** Returns the label that is known to be right, where it is no part of the text. */
    Optional<String> known(Model model) {
        return isOfLabel(model) ? Optional.empty() : label;
    }

    private static boolean isOfLabel(Model model) {
        return !(model.input() instanceof VectorEncoder) && model.text().marks() == Marks.LABEL_AND_END;
    }

    /** Explains an answer, or the most probable one if none is named. */
    Explanation explain(Model model, Optional<String> answer) {
        if (vectors.isPresent()) {
            Matrix raw = vectors.get();
            return answer.map(named -> Explanation.of(model, raw, named)).orElseGet(() -> Explanation.of(model, raw));
        }
        var prompt = new Prompt(isOfLabel(model) ? label : Optional.empty(), name);
        return answer.map(named -> Explanation.of(model, prompt, named)).orElseGet(() -> Explanation.of(model, prompt));
    }
}
