package dev.unroll.core.model;

import dev.unroll.core.input.Marks;
import java.util.Optional;

/**
 * What a generated text begins with.
 *
 * @param label that the text shall have; for models whose texts begin with one, {@link Marks#LABEL_AND_END}
 * @param text that comes before what is generated; may be empty if there is a label
 */
public record Prompt(Optional<String> label, String text) {

    /** Returns what the model reads first. */
    public int[] encode(Model model) {
        if (label.isPresent()) {
            return model.text().encodeStart(label.get(), text);
        }
        if (model.text().marks() == Marks.LABEL_AND_END) {
            throw new IllegalArgumentException(
                    "the texts of model " + model.name() + " begin with a label: name one of "
                            + String.join(", ", model.text().labels()));
        }
        return model.requireTokens(text, model.text().encodeStart(text));
    }
}
