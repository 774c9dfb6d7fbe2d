package dev.unroll.spark.exchange;

import dev.unroll.core.shard.ShardGradient;
import dev.unroll.core.shard.Shards;
import dev.unroll.spark.exchange.ExchangeOptions.Encryption;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How long a sum takes over loopback, and how many bytes of the heap its thread allocates.
 *
 * <pre>
 *   ExchangeSpeed threads   [members [parameters [steps [NONE|AES_GCM [dense|thin]]]]]
 *   ExchangeSpeed processes [members [parameters [steps [NONE|AES_GCM [dense|thin]]]]]
 * </pre>
 *
 * A thin gradient is that of an embedding most of whose rows no batch has.
 */
public final class ExchangeSpeed {

    /** Below 0 while the compiler warms up. */
    static final int FIRST_STEP = -500;

    static final Secret SECRET = Secret.of(new byte[32]);

    private ExchangeSpeed() {}

    /** What is measured. */
    record Load(int members, int parameters, int steps, Encryption encryption, String density) {

        ShardGradient own(int member) {
            return density.equals("thin")
                    ? SomeGradients.thin(1, member, parameters)
                    : SomeGradients.of(1, member, parameters);
        }

        Shards shards(int member) {
            return new Shards(members, member, 1, members);
        }
    }

    /** Measures, and prints a line for each member; {@code member}, as which it starts itself, is one of them. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        List<String> given = new ArrayList<>(List.of(arguments));
        List<String> defaults = List.of("threads", "2", "262144", "3000", "NONE", "dense");
        given.addAll(defaults.subList(Math.min(given.size(), defaults.size()), defaults.size()));
        var load = new Load(
                Integer.parseInt(given.get(1)),
                Integer.parseInt(given.get(2)),
                Integer.parseInt(given.get(3)),
                Encryption.valueOf(given.get(4)),
                given.get(5));
        switch (given.getFirst()) {
            case "member" -> member(load, Integer.parseInt(given.get(6)));
            case "processes" -> processes(load);
            default -> threads(load);
        }
    }

    private static void threads(Load load) throws InterruptedException {
        List<Listener> listeners = IntStream.range(0, load.members())
                .mapToObj(_ -> Exchange.listen(Members.HOST))
                .toList();
        List<InetSocketAddress> addresses =
                listeners.stream().map(Listener::address).toList();
        List<Thread> threads = IntStream.range(0, load.members())
                .mapToObj(member ->
                        Thread.ofPlatform().start(() -> measure(load, member, listeners.get(member), addresses)))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Each process says its port; then all are told all. */
    private static void processes(Load load) throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        StringBuilder ports = new StringBuilder();
        for (int member = 0; member < load.members(); member++) {
            Process process = start(load, member);
            processes.add(process);
            ports.append(reader(process).readLine()).append(' ');
        }
        for (Process process : processes) {
            process.getOutputStream().write((ports + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        }
        for (Process process : processes) {
            reader(process).lines().forEach(IO::println);
            int _ = process.waitFor();
        }
    }

    // The one of a process, as what it has read ahead would be lost.
    static BufferedReader reader(Process process) {
        return process.inputReader(StandardCharsets.US_ASCII);
    }

    /** Starts a member as a process of its own. */
    static Process start(Load load, int member) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExchangeSpeed.class.getName(),
                        "member",
                        String.valueOf(load.members()),
                        String.valueOf(load.parameters()),
                        String.valueOf(load.steps()),
                        load.encryption().name(),
                        load.density(),
                        String.valueOf(member))
                .redirectError(Redirect.DISCARD)
                .start();
    }

    private static void member(Load load, int member) {
        Listener listener = Exchange.listen(Members.HOST);
        IO.println(listener.address().getPort());
        List<InetSocketAddress> addresses = Arrays.stream(IO.readln().split(" ", -1))
                .filter(port -> !port.isEmpty())
                .map(port -> InetSocketAddress.createUnresolved(Members.HOST, Integer.parseInt(port)))
                .toList();
        measure(load, member, listener, addresses);
    }

    private static void measure(Load load, int member, Listener listener, List<InetSocketAddress> addresses) {
        var options = ExchangeOptions.DEFAULT.withEncryption(load.encryption());
        var peers = new Peers(addresses, member, SECRET);
        try (Exchange exchange = listener.connect(peers, load.shards(member), load.parameters(), options)) {
            ShardGradient gradient = load.own(member);
            // A member with one shard has one array.
            ShardGradient total = SomeGradients.total(load.parameters());
            var own = new ShardGradient(total.values());
            own.setAs(gradient);
            var memory = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            double[] millis = new double[load.steps()];
            long before = 0;
            for (int step = FIRST_STEP; step < load.steps(); step++) {
                if (step == 0) {
                    before = memory.getCurrentThreadAllocatedBytes();
                }
                System.arraycopy(gradient.values(), 0, own.values(), 0, load.parameters());
                long start = System.nanoTime();
                exchange.sum(step, 1, List.of(own), total);
                if (step >= 0) {
                    millis[step] = (System.nanoTime() - start) / 1e6;
                }
            }
            long allocated = memory.getCurrentThreadAllocatedBytes() - before;
            Arrays.sort(millis);
            IO.println(String.format(
                    Locale.ROOT,
                    "%s %s member %d of %d, %d parameters: median %.3f ms, p90 %.3f, p99 %.3f, most %.3f; %d bytes allocated a step",
                    load.encryption(),
                    load.density(),
                    member,
                    load.members(),
                    load.parameters(),
                    millis[load.steps() / 2],
                    millis[load.steps() * 9 / 10],
                    millis[load.steps() * 99 / 100],
                    millis[load.steps() - 1],
                    allocated / load.steps()));
        }
    }
}
