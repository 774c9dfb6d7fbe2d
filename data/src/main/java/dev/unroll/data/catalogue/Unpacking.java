package dev.unroll.data.catalogue;

import dev.unroll.data.DataException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/**
 * Opens a {@code .tar.gz}, {@code .tgz} or {@code .zip} whose maker may mean harm. Only files and folders are made; an
 * entry whose path leaves the folder, a link and a device are refused. Bytes and entries are bounded whatever the archive
 * says of itself. The result gets its name once it is whole.
 */
public final class Unpacking {

    /**
     * What an archive may hold.
     *
     * @param bytes of all files together
     * @param entries files and folders
     * @param ratio bytes of the files for each byte of the archive
     */
    public record Limits(long bytes, long entries, long ratio) {

        /** Ten times the movie reviews; text compresses five-fold, and a bomb a thousand-fold. */
        public static final Limits DEFAULT = new Limits(4L << 30, 1L << 20, 200);
    }

    /** Below this size no ratio is asked for: a small file may compress well. */
    private static final long RATIO_FROM = 1 << 20;

    private static final Set<ZipMethod> STRANGE = Set.of(ZipMethod.ZSTD, ZipMethod.ZSTD_DEPRECATED, ZipMethod.XZ);

    private static final int BUFFER = 1 << 16;

    private final Path archive;
    private final Limits limits;
    private final Path draft;
    private final long most;
    private long bytes;
    private long entries;

    private Unpacking(Path archive, Limits limits, Path draft) throws IOException {
        this.archive = archive;
        this.limits = limits;
        this.draft = draft;
        this.most = Math.min(limits.bytes(), Math.max(RATIO_FROM, limits.ratio() * Files.size(archive)));
    }

    /** Returns whether a file is named as an archive that can be opened. */
    public static boolean isArchive(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return small.endsWith(".tar.gz") || small.endsWith(".tgz") || small.endsWith(".zip");
    }

    /** Unpacks an archive into a folder that does not exist yet. */
    public static void unpack(Path archive, Path folder, Limits limits) {
        if (Files.exists(folder)) {
            throw new DataException(folder + " exists already; remove it to unpack " + archive + " again");
        }
        Path draft = folder.resolveSibling("." + folder.getFileName() + ".unpacking");
        try {
            delete(draft);
            Files.createDirectories(draft);
            var unpacking =
                    new Unpacking(archive, limits, draft.toAbsolutePath().normalize());
            try (ArchiveInputStream<?> in = open(archive)) {
                unpacking.run(in);
            }
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new DataException(archive + " cannot be unpacked: " + e.getMessage(), e);
        } catch (DataException e) {
            throw e;
        } catch (RuntimeException e) {
            // Commons Compress trusts some of what an archive says, as the codes of a shrunk entry.
            throw new DataException(archive + " is broken; fetch it again", e);
        } catch (NoClassDefFoundError e) {
            // The same methods, where the size of the entry stands before it.
            throw new DataException(archive + " is packed in a way that Unroll does not know; unpack it yourself", e);
        } finally {
            deleteQuietly(draft);
        }
    }

    private static ArchiveInputStream<?> open(Path archive) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(archive), BUFFER);
        try {
            return archive.toString().toLowerCase(Locale.ROOT).endsWith(".zip")
                    ? new ZipArchiveInputStream(in)
                    : new TarArchiveInputStream(new GZIPInputStream(in, BUFFER));
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private void run(ArchiveInputStream<?> in) throws IOException {
        for (ArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            if (++entries > limits.entries()) {
                throw refused(entry, "is one too many: at most " + limits.entries() + " are unpacked");
            }
            if (entry instanceof TarArchiveEntry tar && tar.isSparse()) {
                // Its zeros would be passed over piece by piece, however many it claims.
                throw refused(entry, "is packed without its zeros; unpack the archive yourself");
            }
            Path place = place(entry);
            if (entry.isDirectory()) {
                Files.createDirectories(place);
                continue;
            }
            Optional<String> other = linkOrDevice(entry);
            if (other.isPresent()) {
                throw refused(entry, "is a " + other.get() + "; only files and folders are unpacked");
            }
            if (isStrange(entry) || !in.canReadEntryData(entry)) {
                throw refused(entry, "is packed in a way that Unroll does not know; unpack the archive yourself");
            }
            Path parent = place.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            try (OutputStream out = Files.newOutputStream(place, StandardOpenOption.CREATE_NEW)) {
                copy(entry, in, out);
            } catch (FileAlreadyExistsException e) {
                throw refused(entry, "stands there twice");
            }
        }
    }

    /** Returns where an entry goes: below the folder, whatever its name tries. */
    private Path place(ArchiveEntry entry) {
        String name = entry.getName().replace('\\', '/');
        try {
            Path place = draft.resolve(name).normalize();
            if (!name.startsWith("/") && place.startsWith(draft) && (entry.isDirectory() || !place.equals(draft))) {
                return place;
            }
        } catch (InvalidPathException e) {
            throw refused(entry, "has a name that is no path");
        }
        throw refused(entry, "leads out of the folder");
    }

    /** Returns whether an entry is packed by a method for which Commons Compress needs libraries that are not there. */
    private static boolean isStrange(ArchiveEntry entry) {
        return entry instanceof ZipArchiveEntry zip
                && STRANGE.stream().anyMatch(method -> method.getCode() == zip.getMethod());
    }

    private static Optional<String> linkOrDevice(ArchiveEntry entry) {
        boolean link = (entry instanceof TarArchiveEntry tar && (tar.isSymbolicLink() || tar.isLink()))
                || (entry instanceof ZipArchiveEntry zip && zip.isUnixSymlink());
        if (link) {
            return Optional.of("link");
        }
        boolean device = entry instanceof TarArchiveEntry tar
                && (tar.isFIFO() || tar.isCharacterDevice() || tar.isBlockDevice());
        return device ? Optional.of("device or pipe") : Optional.empty();
    }

    private void copy(ArchiveEntry entry, InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            bytes += n;
            if (bytes > most) {
                throw refused(
                        entry,
                        "takes the files above " + most + " bytes, the most for an archive of " + Files.size(archive));
            }
            out.write(buffer, 0, n);
        }
    }

    private DataException refused(ArchiveEntry entry, String problem) {
        return new DataException(archive + ": entry \"" + entry.getName() + "\" " + problem);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        // Files.walk does not follow links.
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList().reversed()) {
                Files.delete(file);
            }
        }
    }

    private static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            throw new DataException(
                    folder + " is left from a failed unpacking and cannot be removed: " + e.getMessage(), e);
        }
    }
}
