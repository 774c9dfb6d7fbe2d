package dev.unroll.data.series.table;

import dev.unroll.core.input.Texts;
import dev.unroll.data.TextExample;
import dev.unroll.data.file.Numbers;
import dev.unroll.data.file.Numbers.DecimalMark;
import dev.unroll.data.series.StoredValues;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A column of numbers, or of what was taken for some. */
final class NumberColumn {

    /** What stands where a number is missing. */
    private static final Set<String> MISSING = Set.of("", "nan", "na", "n/a", "#n/a", "null", "none", "?");

    /** A column with a smaller part of other things holds numbers, and a mistake. */
    private static final int MISTAKES = 10;

    /** After so many cells it is clear that a column holds no numbers, and nothing is kept of it. */
    private static final int ENOUGH = 1000;

    private final String name;
    private final int index;
    private final boolean named;
    private final DecimalMark mark;
    private StoredValues values = new StoredValues();
    private long numbers;
    private long others;
    private Optional<Other> firstOther = Optional.empty();

    /** A cell that is no number. */
    record Other(long line, String cell) {

        /** Returns the beginning of the cell, in quotes. */
        String excerpt() {
            return TextExample.excerpt(cell);
        }
    }

    /**
     * Makes an empty column.
     *
     * @param named whether a key asks for it
     */
    NumberColumn(String name, int index, boolean named, DecimalMark mark) {
        this.name = name;
        this.index = index;
        this.named = named;
        this.mark = mark;
    }

    /** Returns whether a cell says that there is no number. */
    static boolean isMissing(String cell) {
        return cell.length() <= 4 && MISSING.contains(Texts.strip(cell).toLowerCase(Locale.ROOT));
    }

    /** Adds a cell. */
    void add(long line, String cell) {
        boolean missing = isMissing(cell);
        if (!missing && Numbers.isOne(cell, mark)) {
            double number = parsed(cell);
            if (!Double.isNaN(number)) {
                numbers++;
                values.add(number);
                return;
            }
        }
        if (!missing) {
            others++;
            if (firstOther.isEmpty()) {
                firstOther = Optional.of(new Other(line, Texts.strip(cell)));
            }
        }
        if (!isClearlyNone()) {
            values.add(Double.NaN);
        }
    }

    private double parsed(String cell) {
        try {
            return Numbers.parseDouble(cell, mark);
        } catch (IllegalArgumentException e) {
            return Double.NaN;
        }
    }

    private boolean isClearlyNone() {
        return numbers == 0 && others > ENOUGH;
    }

    String name() {
        return name;
    }

    int index() {
        return index;
    }

    boolean isNamed() {
        return named;
    }

    /** Returns whether there is no number in it. */
    boolean isEmpty() {
        return numbers == 0;
    }

    /** Returns the first cell that is no number and not missing. */
    Optional<Other> firstOther() {
        return firstOther;
    }

    /** Returns whether nearly all cells are numbers, so that the others are mistakes. */
    boolean holdsMistakes() {
        return others > 0 && numbers >= MISTAKES * others;
    }

    /** Returns whether more cells are numbers than are other things. */
    boolean isMostlyNumbers() {
        return numbers > others;
    }

    /** Returns the numbers by row; NaN where one is missing. */
    StoredValues values() {
        return values;
    }

    /** Forgets all numbers. */
    void clear() {
        values = new StoredValues();
    }
}
