package dev.unroll.data.vectors;

import dev.unroll.data.file.Numbers;
import dev.unroll.data.file.Numbers.DecimalMark;
import dev.unroll.data.text.TextForm;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How files of sequences of numbers are read.
 *
 * @param files their encoding, and how tables are written
 * @param mark what parts whole numbers from fractions
 * @param wanted what must belong to a sequence
 */
public record SequenceForm(TextForm files, DecimalMark mark, Columns columns, Wanted wanted) {

    private static final Set<String> MISSING = Set.of("", "?", "na", "n/a", "nan", "null");

    /**
     * The names of columns of tables and of fields of JSON.
     *
     * @param id what the steps of one sequence have in common
     * @param step the number of a step
     * @param steps where a whole sequence stands: one name, or one for each feature
     * @param label the class
     * @param values the values
     */
    public record Columns(String id, String step, List<String> steps, String label, List<String> values) {

        /** The names that need not be said. */
        public static final Columns USUAL = new Columns("id", "step", List.of("steps"), "label", List.of("value"));

        public Columns {
            steps = List.copyOf(steps);
            values = List.copyOf(values);
            if (steps.isEmpty() || values.isEmpty()) {
                throw new IllegalArgumentException(
                        "columns of steps and of values must be at least one each but are " + steps + " and " + values);
            }
        }
    }

    /** What must belong to a sequence. */
    public enum Wanted {
        /** Its class. */
        LABEL,
        /** Its values. */
        VALUES,
        /** Nothing: a model is asked. */
        NOTHING
    }

    /** Returns this form with something else wanted. */
    public SequenceForm with(Wanted other) {
        return new SequenceForm(files, mark, columns, other);
    }

    /** Returns this form with another decimal mark. */
    SequenceForm with(DecimalMark other) {
        return new SequenceForm(files, other, columns, wanted);
    }

    /** Returns the columns or fields of what is wanted. */
    List<String> targets() {
        return switch (wanted) {
            case LABEL -> List.of(columns.label());
            case VALUES -> columns.values();
            case NOTHING -> List.of();
        };
    }

    /**
     * Returns a number; NaN if it is missing: empty, {@code ?}, {@code NA}, {@code N/A}, {@code NaN} or {@code null}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    float number(String text) {
        return isMissing(text) ? Float.NaN : Numbers.parse(text, mark);
    }

    /** Returns whether a text stands for a number that is missing. */
    static boolean isMissing(String text) {
        return MISSING.contains(text.strip().toLowerCase(Locale.ROOT));
    }
}
