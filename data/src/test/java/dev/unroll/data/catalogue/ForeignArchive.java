package dev.unroll.data.catalogue;

import dev.unroll.data.DataException;
import dev.unroll.house.foreign.Foreign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** An archive of which nothing is known, unpacked beside itself: nothing may come to lie outside its folder. */
final class ForeignArchive {

    private static final Unpacking.Limits LIMITS = new Unpacking.Limits(1 << 20, 100, 50);

    private ForeignArchive() {}

    static void unpack(Path archive, int bytes) throws Exception {
        Path around = Objects.requireNonNull(archive.getParent());
        Path inside = around.resolve("in");
        Path folder = inside.resolve("folder");
        Files.createDirectories(inside);
        Foreign.read(bytes, archive, List.of(DataException.class), () -> {
            delete(folder);
            Unpacking.unpack(archive, folder, LIMITS);
            return folder;
        });
        try (Stream<Path> files = Files.walk(around)) {
            for (Path file : files.toList()) {
                boolean expected = List.of(around, archive, inside).contains(file) || file.startsWith(folder);
                boolean plain = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                        || Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
                if (!expected || !plain) {
                    throw new AssertionError(file + " must not be there");
                }
            }
        }
        delete(folder);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.toList().reversed()) {
                    Files.delete(file);
                }
            }
        }
    }
}
