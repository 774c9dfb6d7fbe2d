package dev.unroll.run.config;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.CellTextException;
import dev.unroll.core.cells.BuiltInCell;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.form.WordOrText;
import dev.unroll.run.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The cell of a configuration: a built-in one by its name, or equations. The file that a user names is read with the
 * configuration, so that a configuration holds its equations and needs no other file.
 *
 * @param written the name, the equations, or the name of a file that is not read yet
 * @param origin where equations were read, for errors
 */
public record CellChoice(String written, Origin origin) implements WordOrText {

    /**
     * Where equations were read.
     *
     * @param text what errors call it
     * @param above how many of its lines stand above the equations, less the header that they were given
     */
    public record Origin(String text, int above) {}

    /** The cell whose output is the answer itself. */
    private static final String BY_HAND = "by_hand";

    /** How the name of a file ends. */
    static final String FILE = ".cell";

    /** A size that stands for the input's before the data are known. */
    private static final int ANY_INPUT = 64;

    /** A cell that a configuration says itself. */
    public CellChoice(String written) {
        this(written, new Origin("cell mine", 0));
    }

    /** Returns the cell that a text means; empty if it is no name, no equations and no name of a file. */
    public static Optional<CellChoice> read(String text) {
        boolean isKnown = words().contains(text) || text.contains("=") || text.endsWith(FILE);
        return Optional.of(new CellChoice(text)).filter(_ -> isKnown);
    }

    /** Returns the built-in cell of that name. */
    public static CellChoice named(String name) {
        return read(name).filter(choice -> words().contains(name)).orElseThrow();
    }

    /** Returns the names of the built-in cells. */
    public static List<String> words() {
        List<String> words =
                new ArrayList<>(Cells.all().stream().map(BuiltInCell::name).toList());
        words.add(BY_HAND);
        return words;
    }

    /** Returns what a cell must be, as the middle of a sentence. */
    public static String expectation() {
        return "one of " + String.join(", ", words()) + ", or a file of equations, mine.cell,";
    }

    /** Returns whether this is the name of a file, whose equations are not read yet. */
    boolean isFile() {
        return written.endsWith(FILE) && !written.contains("=");
    }

    /** Returns whether it is written in equations. */
    public boolean isWritten() {
        return written.contains("=");
    }

    /** Returns whether the cell puts out the answer itself. */
    public boolean isByHand() {
        return written.equals(BY_HAND);
    }

    /**
     * Returns the cell at a size; one whose output is the network's puts out so many numbers.
     *
     * @throws ConfigException if it is written in equations that do not fit the size
     */
    public Cell of(int inputSize, int hiddenSize, int outputs) {
        if (isByHand()) {
            return HandWrittenCell.of(inputSize, hiddenSize, outputs);
        }
        Optional<BuiltInCell> known = Cells.named(written);
        if (known.isPresent()) {
            return known.get().of(inputSize, hiddenSize);
        }
        try {
            return Cell.parse("mine", written, sizes(Optional.of(inputSize), hiddenSize));
        } catch (CellTextException e) {
            throw new ConfigException(e.within(origin.text(), origin.above()));
        }
    }

    /** Throws {@link CellTextException} if equations are wrong, whatever the size of their input. */
    void check(String name, int hiddenSize) {
        if (words().contains(written)) {
            return;
        }
        try {
            Cell.parse(name, written, sizes(Optional.of(ANY_INPUT), hiddenSize));
        } catch (CellTextException e) {
            if (!saysItsInput(name, hiddenSize)) {
                throw e;
            }
        }
    }

    /** Returns whether equations are a cell though nobody says how many elements the input has: they say it. */
    boolean saysItsInput(String name, int hiddenSize) {
        try {
            Cell.parse(name, written, sizes(Optional.empty(), hiddenSize));
            return true;
        } catch (CellTextException e) {
            return false;
        }
    }

    private static Map<String, Integer> sizes(Optional<Integer> inputSize, int hiddenSize) {
        var sizes = new TreeMap<>(Map.of("H", hiddenSize));
        inputSize.ifPresent(size -> sizes.put("I", size));
        return sizes;
    }

    /** Returns how it is written. */
    @Override
    public String toString() {
        return written;
    }
}
