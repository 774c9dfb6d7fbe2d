package dev.unroll.data.file;

import dev.unroll.data.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder of a part of the data, {@code train} or {@code test}, in whatever case its letters are. */
public final class PartFolder {

    public static final String TRAIN = "train";
    public static final String TEST = "test";

    private PartFolder() {}

    /**
     * Returns the folder of a part, if there is one.
     *
     * @throws DataException if there are several, {@code train} and {@code TRAIN}
     */
    public static Optional<Path> in(Path folder, String part) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        List<Path> found = Problems.reading(folder, () -> {
            try (Stream<Path> entries = Files.list(folder)) {
                return entries.filter(entry -> Names.of(entry).equalsIgnoreCase(part))
                        .filter(Files::isDirectory)
                        .sorted()
                        .toList();
            }
        });
        requireOne(folder.toString(), part, found.stream().map(Names::of).toList());
        return found.stream().findFirst();
    }

    /** Throws if the folder of a part goes by several names. */
    public static void requireOne(String source, String part, Collection<String> names) {
        if (names.size() > 1) {
            throw new DataException(source + " has " + names.size() + " folders for the part " + part + ", "
                    + String.join(" and ", names) + "; leave one there, or put their files together");
        }
    }
}
