package dev.unroll.run.task;

import dev.unroll.core.model.Model;
import dev.unroll.run.ConfigException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/** An option of asking that means something to some models only; to others it is refused, and not ignored. */
public enum AskOption {
    /** How many answers are shown. */
    TOP("--top", "models that classify, or say another sequence"),
    /** What a sequence begins with. */
    PROMPT("--prompt", "models that say another sequence"),
    /** How many beginnings of a sequence are kept. */
    BEAM("--beam", "models that say another sequence"),
    /** Which words may be said. */
    WORDS("--words", "models of ctc"),
    /** Which letters follow each other. */
    LANGUAGE_MODEL("--language-model", "models of ctc"),
    /** How much that counts. */
    WEIGHT("--weight", "models of ctc"),
    /** What each letter gets for it. */
    BONUS("--bonus", "models of ctc"),
    /** What is said while the source comes. */
    STREAM("--stream", "models of ctc that read sounds"),
    /** The sentence is words with blanks between them. */
    SPLIT("--split", "models that tag"),
    /** Which word of a sentence. */
    WORD("--word", "models that tag"),
    /** The label that what was typed has. */
    CLASS("--class", "models of what has one label"),
    /** Which input of a file. */
    EXAMPLE("--example", "models of vectors, if INPUT is given"),
    /** Which series. */
    SERIES("--series", "models that forecast"),
    /** Which step of a forecast. */
    AHEAD("--ahead", "models that forecast");

    /** Those that say what is known of the answer to a model of CTC. */
    public static final Set<AskOption> OF_CTC =
            Collections.unmodifiableSet(EnumSet.of(WORDS, LANGUAGE_MODEL, WEIGHT, BONUS));

    private final String option;
    private final String whose;

    AskOption(String option, String whose) {
        this.option = option;
        this.whose = whose;
    }

    /** Returns the option as it is typed. */
    public String option() {
        return option;
    }

    /** Returns whether it says something of what was typed, and nothing of an example of data. */
    public boolean isOfTyped() {
        return this == SPLIT || this == CLASS;
    }

    /** Returns the options that were given. */
    public static Set<AskOption> given(Predicate<String> isGiven) {
        Set<AskOption> given = EnumSet.noneOf(AskOption.class);
        for (AskOption each : values()) {
            if (isGiven.test(each.option)) {
                given.add(each);
            }
        }
        return given;
    }

    /**
     * Throws if an option that was given means nothing to a model.
     *
     * @param folder what to call the model
     */
    public static void requireMeaning(Set<AskOption> given, TaskType type, Model model, String folder) {
        Set<AskOption> known = type.options(model);
        for (AskOption each : given) {
            if (!known.contains(each)) {
                throw new ConfigException(each.option + " is for " + each.whose + ", but the task of " + folder + " is "
                        + type.name() + " and its input a " + model.input().unit() + "; leave it out");
            }
        }
    }
}
