package dev.unroll.data.vectors;

import dev.unroll.data.DataException;
import dev.unroll.data.file.TableFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Which files are tables of sequences. */
final class Tables {

    private Tables() {}

    static boolean isNamedSo(Path file) {
        return Files.isRegularFile(file) && TableFiles.isNamedSo(file);
    }

    /** Returns whether a file is named as a table and has such columns. */
    static boolean isOne(Path file, SequenceForm form, Predicate<NumberTable> hasColumns) {
        if (!isNamedSo(file)) {
            return false;
        }
        try {
            return hasColumns.test(NumberTable.open(file, form));
        } catch (DataException e) {
            return false;
        }
    }
}
