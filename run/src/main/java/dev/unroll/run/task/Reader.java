package dev.unroll.run.task;

import dev.unroll.data.Dataset;
import dev.unroll.data.text.TextForm;
import dev.unroll.run.config.DataTable.Format;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Reads one layout of files.
 *
 * @param format what a configuration calls the layout
 * @param recognizes whether a file or folder seems to have it
 * @param <D> what is read
 */
public record Reader<D extends Dataset<?>>(Format format, BiPredicate<Path, TextForm> recognizes, Reading<D> reading) {

    /** How a path is read. */
    public interface Reading<D> {

        /** Returns what is there; texts in this form. */
        D read(Path path, TextForm form);
    }

    /** Returns the reader that a source asks for, or the first one that recognizes what is there. */
    static <D extends Dataset<?>> Optional<Reader<D>> choose(List<Reader<D>> readers, DataSource source) {
        Path path = source.path();
        return readers.stream()
                .filter(reader -> source.format() == Format.AUTO
                        ? reader.recognizes.test(path, source.form())
                        : reader.format == source.format())
                .findFirst();
    }
}
