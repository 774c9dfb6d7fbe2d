package dev.unroll.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;

/** A Kafka broker, which is its own controller, in a JVM of its own. */
final class Broker {

    private static final String HOST = "localhost";

    private final Child child;
    private final String address;

    private Broker(Child child, String address) {
        this.child = child;
        this.address = address;
    }

    /** Starts one with its files in a folder, and makes topics. */
    static Broker start(Path folder, int partitions, String... topics)
            throws IOException, InterruptedException, ExecutionException {
        int port = freePort();
        int controller = freePort();
        Path settings = folder.resolve("server.properties");
        Files.writeString(settings, settings(port, controller, folder.resolve("log")));
        Path output = folder.resolve("broker.txt");
        String id = Uuid.randomUuid().toString();
        Child.start(output, folder, "256m", "kafka.tools.StorageTool", "format", "-t", id, "-c", settings.toString())
                .join();
        var broker =
                new Broker(Child.start(output, folder, "512m", "kafka.Kafka", settings.toString()), HOST + ":" + port);
        try (Admin admin =
                Admin.create(Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address()))) {
            List<NewTopic> wanted = Stream.of(topics)
                    .map(name -> new NewTopic(name, partitions, (short) 1))
                    .toList();
            admin.createTopics(wanted).all().get();
        }
        return broker;
    }

    private static String settings(int port, int controller, Path log) {
        return String.format(Locale.ROOT, """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@localhost:%2$d
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://localhost:%1$d,CONTROLLER://localhost:%2$d
                log.dirs=%3$s
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                transaction.abort.timed.out.transaction.cleanup.interval.ms=500
                group.initial.rebalance.delay.ms=0
                group.min.session.timeout.ms=500
                """, port, controller, log);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }

    String address() {
        return address;
    }

    void stop() throws InterruptedException {
        child.kill();
    }
}
