package dev.unroll.run.config;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.CellTextException;
import dev.unroll.core.form.Sentence;
import dev.unroll.data.DataException;
import dev.unroll.data.file.Problems;
import dev.unroll.run.ConfigException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/** Reads the files of equations that configurations name. */
public final class CellFile {

    /** More than any cell has that is not refused for its length, and little enough to read. */
    private static final long LARGEST = 1 << 20;

    /** Units of a layer that stand for any, where equations are looked at alone. */
    static final int ANY_HIDDEN = 128;

    private CellFile() {}

    /**
     * Returns the cell of a file.
     *
     * @param input how many elements its input has; empty if the file may say it
     * @param usual how many it has if nobody says it
     * @throws ConfigException if there is no such file, or if it holds no cell
     */
    public static Cell cell(Path file, OptionalInt input, int usual, int hidden) {
        var choice = read(file, "");
        if (input.isEmpty() && choice.saysItsInput("mine", hidden)) {
            return Cell.parse("mine", choice.written(), Map.of("H", hidden));
        }
        return choice.of(input.orElse(usual), hidden, hidden);
    }

    /** Returns the equations of a file, with the name of the cell before them; errors begin with {@code place}. */
    static CellChoice read(Path file, String place) {
        try {
            Problems.requireFile(file);
            if (Files.size(file) > LARGEST) {
                throw new ConfigException(place + file + " must hold the equations of a cell but has "
                        + Sentence.counted(Files.size(file), "byte"));
            }
            String text = Files.readString(file);
            String name = file.getFileName().toString().replaceFirst("\\.cell$", "");
            new CellChoice(text).check(name, ANY_HIDDEN);
            String equations = text.strip();
            String header = hasHeader(equations) ? "" : name + ":\n";
            int blank = (int) text.lines().takeWhile(String::isBlank).count();
            return new CellChoice(
                    header + equations, new CellChoice.Origin(file.toString(), blank - (header.isEmpty() ? 0 : 1)));
        } catch (DataException e) {
            throw new ConfigException(place + e.getMessage());
        } catch (CellTextException e) {
            throw new ConfigException(place + e.within(file.toString()));
        } catch (CharacterCodingException e) {
            throw new ConfigException(place + file + " must be a text in UTF-8 but is not");
        } catch (IOException e) {
            throw new ConfigException(place + file + " cannot be read: " + e.getMessage());
        }
    }

    private static boolean hasHeader(String text) {
        return text.lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .findFirst()
                .filter(line -> line.replaceAll("\\[[^\\]]*\\]", "").contains(":"))
                .isPresent();
    }
}
