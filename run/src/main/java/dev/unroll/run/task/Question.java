package dev.unroll.run.task;

import dev.unroll.core.model.Model;
import dev.unroll.run.page.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What an answer is to be explained of. */
public interface Question {

    /**
     * Explains an answer.
     *
     * @throws IllegalArgumentException if there is nothing to explain, or no such answer
     */
    Explained explain(Model model, Which which);

    /** Why a model answers as it does, as it is shown. */
    interface Explained {

        /** Returns it as a page. */
        Page page();

        /** Returns it as lines for a terminal. */
        List<String> lines();

        /**
         * Returns it as plain data.
         *
         * @param page where the page is
         */
        Map<String, Object> data(String page);
    }

    /**
     * Which of a model's answers is explained.
     *
     * @param label the name of the label or value; by default the most probable label, the first value
     * @param ahead of a forecast, how many steps ahead, from 1; by default the mean of all
     */
    record Which(Optional<String> label, OptionalInt ahead) {}

    /**
     * As a user puts it.
     *
     * @param input what was typed: a text, numbers, or the name of a file
     * @param label that the text begins with, if it does
     * @param example which input of a file of several, from 0
     * @param word which word of a sentence, from 1
     * @param given how a sentence is given
     */
    record Typed(String input, Optional<String> label, int example, int word, Asking.Words given) {}

    /**
     * Returns the input of this number.
     *
     * @throws IllegalArgumentException if there is none
     */
    static <T> T chosen(List<T> inputs, int example, String where) {
        if (example < 0 || example >= inputs.size()) {
            throw new IllegalArgumentException(
                    "--example must be from 0 to " + (inputs.size() - 1) + ", as " + where + " has " + inputs.size()
                            + (inputs.size() == 1 ? " example" : " examples") + ", but is " + example);
        }
        return inputs.get(example);
    }
}
