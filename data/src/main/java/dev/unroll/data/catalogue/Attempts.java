package dev.unroll.data.catalogue;

import dev.unroll.data.catalogue.CatalogueEntry.RemoteFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The attempts to complete one file from one address. */
final class Attempts {

    private static final int BUFFER = 1 << 16;
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(?:\\d{1,18}|\\*)");

    private final HttpClient client;
    private final Download.Patience patience;
    private final Download.Listener listener;
    private final RemoteFile file;
    private final URI address;

    Attempts(HttpClient client, Download.Patience patience, Download.Listener listener, RemoteFile file, URI address) {
        this.client = client;
        this.patience = patience;
        this.listener = listener;
        this.file = file;
        this.address = address;
    }

    /** What came of an attempt that did not bring the rest. */
    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        private final boolean isFinal;
        private final Duration asked;

        private Refused(String message, boolean isFinal, Duration asked) {
            super(message);
            this.isFinal = isFinal;
            this.asked = asked;
        }

        /** A failure after which another attempt may succeed. */
        static Refused forNow(String message) {
            return forNow(message, Duration.ZERO);
        }

        /** A failure after which another attempt may succeed, once the time is over that the server asks for. */
        static Refused forNow(String message, Duration asked) {
            return new Refused(message, false, asked);
        }

        static Refused forGood(String message) {
            return new Refused(message, true, Duration.ZERO);
        }
    }

    /**
     * Goes on until the file has its length; returns the last problem if it cannot be had, else an empty text.
     *
     * @param channel what is there of the file; attempts append to it
     */
    String run(FileChannel channel) throws IOException {
        if (channel.size() > file.bytes()) {
            channel.truncate(0);
        }
        Duration pause = patience.pause();
        for (int failures = 0; channel.size() < file.bytes(); ) {
            long before = channel.size();
            Duration asked = Duration.ZERO;
            String problem;
            try {
                attempt(channel);
                problem = "the answer ended after " + channel.size() + " of " + file.bytes() + " bytes";
            } catch (Refused e) {
                problem = String.valueOf(e.getMessage());
                if (e.isFinal) {
                    return address + ": " + problem;
                }
                asked = e.asked;
            } catch (LocalException e) {
                throw e.cause();
            } catch (ConnectException e) {
                problem = "no connection";
            } catch (IOException e) {
                problem = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            }
            if (channel.size() >= file.bytes()) {
                break;
            }
            boolean progressed = channel.size() > before;
            failures = progressed ? 1 : failures + 1;
            if (failures >= patience.attempts() && !progressed) {
                return address + ": " + problem;
            }
            String when = asked.isZero() ? "" : " in " + asked.plusMillis(999).toSeconds() + " s, as the server asks";
            listener.failed(file, problem + "; trying again" + when);
            pause = progressed ? patience.pause() : pause;
            sleep(asked.compareTo(pause) > 0 ? asked : pause);
            pause = pause.multipliedBy(2);
        }
        return "";
    }

    /** A failure of the disk, after which no server helps. */
    private static final class LocalException extends IOException {
        private static final long serialVersionUID = 1;

        private final IOException cause;

        LocalException(IOException cause) {
            super(cause);
            this.cause = cause;
        }

        IOException cause() {
            return cause;
        }
    }

    private void attempt(FileChannel channel) throws IOException {
        long from = channel.size();
        var request = HttpRequest.newBuilder(address).timeout(patience.stall()).header("Accept-Encoding", "identity");
        // Without If-Range: whether the rest is of the same version, the SHA-256 of the whole tells.
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        HttpResponse<InputStream> response = send(request.build());
        try (InputStream body = response.body();
                var watchdog = new Watchdog(body, patience.stall())) {
            int status = response.statusCode();
            requireIdentity(response);
            if (status == RANGE_NOT_SATISFIABLE) {
                channel.truncate(0);
                throw Refused.forNow("the server has no more of it (HTTP 416)");
            }
            if ((status == OK && from > 0) || (status == PARTIAL && start(response) != from)) {
                // The range was ignored or is another one.
                channel.truncate(0);
                if (status == PARTIAL) {
                    throw Refused.forNow("the server sent another range than asked for");
                }
            } else if (status != OK && status != PARTIAL) {
                throw refused(response);
            }
            copy(body, channel, watchdog);
        }
    }

    /** Returns what an error status means: one that passes, in the time that a busy server asks for, or one that stays. */
    private Refused refused(HttpResponse<?> response) {
        int status = response.statusCode();
        String message = "HTTP " + status;
        if (status == TOO_MANY_REQUESTS || status == UNAVAILABLE) {
            Duration asked = response.headers()
                    .firstValue(RetryAfter.HEADER)
                    .flatMap(header -> RetryAfter.parse(header, Instant.now()))
                    .orElse(Duration.ZERO);
            return asked.compareTo(patience.longestPause()) > 0
                    ? Refused.forGood(message + ", and it asks not to be asked again for " + asked.toSeconds() + " s")
                    : Refused.forNow(message, asked);
        }
        return status >= SERVER_ERROR || status == REQUEST_TIMEOUT ? Refused.forNow(message) : Refused.forGood(message);
    }

    /** Throws if the bytes are not the file's own, RFC 9110, 8.4; of an archive servers call its own packing an encoding. */
    private void requireIdentity(HttpResponse<?> response) throws Refused {
        String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity") && !file.name().matches("(?i).*\\.(gz|tgz)")) {
            throw Refused.forGood("the server sends it encoded (" + encoding + ") though asked not to");
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static long start(HttpResponse<?> response) {
        Matcher range = CONTENT_RANGE.matcher(
                response.headers().firstValue("Content-Range").orElse(""));
        return range.matches() ? Long.parseLong(range.group(1)) : -1;
    }

    private void copy(InputStream body, FileChannel channel, Watchdog watchdog) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = read(body, buffer, watchdog); n >= 0; n = read(body, buffer, watchdog)) {
            if (channel.size() + n > file.bytes()) {
                channel.truncate(0);
                throw Refused.forGood("the server sends more than the " + file.bytes() + " bytes of the file");
            }
            write(channel, ByteBuffer.wrap(buffer, 0, n));
            listener.progress(file, channel.size());
        }
    }

    private int read(InputStream body, byte[] buffer, Watchdog watchdog) throws IOException {
        try {
            int n = body.read(buffer);
            watchdog.feed();
            return n;
        } catch (IOException e) {
            if (watchdog.hasBitten()) {
                throw new IOException("nothing came for " + patience.stall().toMillis() / 1000.0 + " seconds", e);
            }
            throw e;
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws LocalException {
        try {
            channel.position(channel.size());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new LocalException(e);
        }
    }

    private static void sleep(Duration pause) throws IOException {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted", e);
    }
}
