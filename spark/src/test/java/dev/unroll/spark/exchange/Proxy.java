package dev.unroll.spark.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A place on the way between two members, where things happen to bytes. */
final class Proxy implements AutoCloseable {

    /** What happens to bytes. */
    interface Fate {

        /**
         * Returns the bytes that go on instead of some.
         *
         * @param at how many came before them
         * @throws IOException to break the connection
         */
        byte[] befall(Towards towards, byte[] bytes, long at) throws IOException, InterruptedException;
    }

    /** Where bytes go. */
    enum Towards {
        CALLED,
        CALLER
    }

    private final ServerSocket server;
    private final InetSocketAddress target;
    private final Fate fate;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    Proxy(InetSocketAddress target, Fate fate) throws IOException {
        this.target = target;
        this.fate = fate;
        this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        threads.add(Thread.ofPlatform().start(this::accept));
    }

    InetSocketAddress address() {
        return InetSocketAddress.createUnresolved(Members.HOST, server.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = server.accept();
                var called = new Socket(InetAddress.getLoopbackAddress(), target.getPort());
                sockets.addAll(List.of(caller, called));
                threads.add(Thread.ofPlatform().start(() -> pass(Towards.CALLED, caller, called)));
                threads.add(Thread.ofPlatform().start(() -> pass(Towards.CALLER, called, caller)));
            }
        } catch (IOException e) {
            // The proxy is closed.
        }
    }

    private void pass(Towards towards, Socket from, Socket to) {
        byte[] bytes = new byte[1000];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            long at = 0;
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                out.write(fate.befall(towards, Arrays.copyOf(bytes, count), at));
                at += count;
            }
        } catch (IOException | InterruptedException e) {
            // Both sockets are closed.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.forEach(Thread::interrupt);
        threads.forEach(Proxy::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
