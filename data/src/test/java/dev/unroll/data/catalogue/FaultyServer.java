package dev.unroll.data.catalogue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A web server on a socket of its own, which answers each request by the next of its faults, the last one for ever. */
final class FaultyServer implements AutoCloseable {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-");

    /** What happens to a request: something is written to a socket, which is closed then. */
    interface Fault {

        /**
         * Answers one request.
         *
         * @param body what the file has
         * @param from the first byte that is asked for
         */
        void answer(OutputStream out, byte[] body, int from) throws IOException, InterruptedException;
    }

    private final ServerSocket socket;
    private final byte[] body;
    private final ConcurrentLinkedQueue<Fault> faults;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Thread thread;

    FaultyServer(byte[] body, Fault... faults) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.body = body;
        this.faults = new ConcurrentLinkedQueue<>(List.of(faults));
        this.thread = Thread.ofVirtual().start(this::serve);
    }

    /** Sends what is asked for. */
    static void whole(OutputStream out, byte[] body, int from) throws IOException {
        partial(out, body, from, body.length, body.length);
    }

    /** Promises all that is asked for and hangs up before byte {@code to}. */
    static Fault cutAt(int to) {
        return (out, body, from) -> partial(out, body, from, body.length, to);
    }

    static Fault status(int status, String... headers) {
        return (out, body, from) -> {
            String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            head(out, "HTTP/1.1 " + status + " So\r\nContent-Length: 0\r\n" + more);
        };
    }

    /** Promises the bytes up to {@code end} and sends those up to {@code to}. */
    static void partial(OutputStream out, byte[] body, int from, int end, int to) throws IOException {
        String status = from == 0
                ? "HTTP/1.1 200 OK\r\n"
                : "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes " + from + "-" + (end - 1) + "/" + body.length
                        + "\r\n";
        head(out, status + "Content-Length: " + (end - from) + "\r\n");
        out.write(body, from, Math.max(0, to - from));
    }

    static void head(OutputStream out, String lines) throws IOException {
        out.write((lines + "Connection: close\r\n\r\n").getBytes(US_ASCII));
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
    }

    /** Returns the requests so far: the first line, and the range if one was asked for. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void serve() {
        try {
            while (true) {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> answer(connection));
            }
        } catch (IOException e) {
            // The socket was closed.
        }
    }

    private void answer(Socket connection) {
        try (connection) {
            var reader = new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
            String request = String.valueOf(reader.readLine());
            int from = 0;
            for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
                Matcher range = RANGE.matcher(line);
                if (range.find()) {
                    from = Integer.parseInt(range.group(1));
                    request += " from " + from;
                }
            }
            requests.add(request);
            Fault fault = faults.size() > 1 ? faults.remove() : faults.element();
            fault.answer(connection.getOutputStream(), body, from);
            connection.getOutputStream().flush();
        } catch (IOException e) {
            // The client hung up.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        thread.interrupt();
    }
}
