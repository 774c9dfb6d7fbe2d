package dev.unroll.data.catalogue;

import dev.unroll.core.tensorfile.FileHash;
import dev.unroll.data.DataException;
import dev.unroll.data.catalogue.CatalogueEntry.RemoteFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;

/**
 * Brings files from servers that may fail in any way: cut off, stall, send other bytes, more or fewer than they say.
 *
 * <p>A file grows under the name {@code .NAME.part} and is resumed from there, in this run or a later one. It gets its
 * own name only once its length and SHA-256 are those of the catalogue. Attempts that brought nothing are repeated after
 * 1, 2, 4, … seconds, or later if a busy server asks for that; then the next address is tried.
 */
public final class Download {

    /**
     * How patient to be.
     *
     * @param attempts in a row that bring nothing, before an address is given up; at least 1
     * @param pause before the second attempt; it doubles from one to the next
     * @param stall how long a server may be silent
     * @param longestPause that a busy server may ask for ({@code Retry-After}); one that asks for more is given up
     */
    public record Patience(int attempts, Duration pause, Duration stall, Duration longestPause) {

        /** Five attempts over a quarter of a minute, half a minute of silence, two minutes if a server asks for them. */
        public static final Patience DEFAULT =
                new Patience(5, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(2));

        public Patience {
            if (attempts < 1 || pause.isNegative() || !stall.isPositive() || longestPause.isNegative()) {
                throw new IllegalArgumentException("attempts must be at least 1, pauses at least 0 and stall above 0"
                        + " but are " + attempts + ", " + pause + ", " + longestPause + " and " + stall);
            }
        }
    }

    /** Hears of what goes on. */
    public interface Listener {

        /** Some bytes more are there. */
        void progress(RemoteFile file, long done);

        /** An attempt failed; another follows. */
        void failed(RemoteFile file, String problem);
    }

    private final HttpClient client;
    private final Patience patience;
    private final Listener listener;

    /**
     * Makes a downloader.
     *
     * @param environment as {@link System#getenv()}: names the proxies
     */
    public Download(Map<String, String> environment, Patience patience, Listener listener) {
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(patience.stall())
                .proxy(new EnvironmentProxies(environment))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        this.patience = patience;
        this.listener = listener;
    }

    /**
     * Brings a file to a folder, unless it is there already.
     *
     * @throws DataException if it cannot be had; what came of it stays for another try
     */
    public void fetch(RemoteFile file, Path folder) {
        Path target = folder.resolve(file.name());
        try {
            if (Files.exists(target)) {
                requireSame(file, target);
                return;
            }
            Files.createDirectories(folder);
            Path part = part(folder, file);
            try (FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                lock(channel, file);
                requireSpace(file, folder, channel.size());
                fetch(file, part, channel);
                channel.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            String reason = e instanceof AccessDeniedException
                    ? "no permission; set " + DataHome.VARIABLE + " to a folder of your own"
                    : String.valueOf(e.getMessage());
            throw new DataException(target + " cannot be written: " + reason, e);
        }
    }

    /** Returns where a file is while it comes. */
    static Path part(Path folder, RemoteFile file) {
        return folder.resolve("." + file.name() + ".part");
    }

    private static void requireSame(RemoteFile file, Path target) throws IOException {
        String found = Files.size(target) == file.bytes() ? FileHash.sha256(target) : "";
        if (!found.equals(file.sha256())) {
            throw new DataException(target + " is there but has not the bytes of the catalogue (SHA-256 "
                    + file.sha256() + "); remove it to fetch it again");
        }
    }

    /** Closing the channel ends the lock. */
    private static void lock(FileChannel channel, RemoteFile file) throws IOException {
        try {
            if (channel.tryLock() == null) {
                throw busy(file);
            }
        } catch (OverlappingFileLockException e) {
            throw busy(file);
        }
    }

    private static DataException busy(RemoteFile file) {
        return new DataException(file.name() + " is being fetched already; wait for the other process or thread");
    }

    private static void requireSpace(RemoteFile file, Path folder, long there) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < file.bytes() - there) {
            throw new DataException(folder + " has " + free + " bytes free but " + file.name() + " needs "
                    + (file.bytes() - there) + "; make room, or set " + DataHome.VARIABLE);
        }
    }

    private void fetch(RemoteFile file, Path part, FileChannel channel) throws IOException {
        String problem = "";
        for (URI address : file.addresses()) {
            if (!problem.isEmpty()) {
                listener.failed(file, problem);
            }
            var source = new Attempts(client, patience, listener, file, address);
            problem = source.run(channel);
            if (problem.isEmpty()) {
                String found = FileHash.sha256(part);
                if (found.equals(file.sha256())) {
                    return;
                }
                // Maybe an old part was broken: once more from the start.
                channel.truncate(0);
                listener.failed(file, "its SHA-256 is " + found + "; starting again");
                problem = source.run(channel);
                found = problem.isEmpty() ? FileHash.sha256(part) : found;
                if (problem.isEmpty() && found.equals(file.sha256())) {
                    return;
                }
                channel.truncate(0);
                problem = address + ": SHA-256 must be " + file.sha256() + " but is " + found;
            }
        }
        throw new DataException(file.name() + " could not be fetched: " + problem
                + ". Try later; behind a proxy set https_proxy; or name another server: --mirror URL");
    }
}
