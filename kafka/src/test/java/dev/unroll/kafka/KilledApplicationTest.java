package dev.unroll.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The application that the page shows, with a broker, killed in mid-stream: each answer once, with the bits of one pass. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class KilledApplicationTest {

    private static final Path PAGE = Path.of("..", "docs", "streams.md");
    private static final int KEYS = 16;

    private final Path folder;
    private final Model model = SampleModel.of(1);
    private final List<Child> running = new ArrayList<>();
    private Broker broker;
    private KafkaProducer<String, String> producer;
    private int test;
    private int steps;

    @SuppressWarnings("NullAway.Init") // What follows makes the rest.
    KilledApplicationTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    void startBroker() throws IOException, InterruptedException, ExecutionException {
        broker = Broker.start(folder, 4, "events", "answers");
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address()),
                new StringSerializer(),
                new StringSerializer());
        model.save(folder.resolve("model"));
        Path source = Files.writeString(folder.resolve("Scores.java"), block("java"));
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString()));
    }

    @AfterAll
    void stopBroker() throws InterruptedException {
        producer.close();
        broker.stop();
    }

    /** Each test has keys and an application of its own. */
    @BeforeEach
    void begin() {
        test++;
        steps = 0;
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Child child : running) {
            child.kill();
        }
        running.clear();
    }

    private static String block(String language) throws IOException {
        return Pattern.compile("^```" + language + "\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .findFirst()
                .orElseThrow();
    }

    private Path states(String process) {
        return folder.resolve("state-" + test + "-" + process);
    }

    /** Starts the program of the page with its settings, but for places, and with a group that misses a process early. */
    private Child application(String process) throws IOException {
        Path settings = Files.writeString(
                folder.resolve("streams-" + test + "-" + process + ".properties"),
                block("properties") + "application.id = scores-" + test + "\nbootstrap.servers = " + broker.address()
                        + "\nstate.dir = " + states(process)
                        + "\nsession.timeout.ms = 2000\nheartbeat.interval.ms = 500\ntransaction.timeout.ms = 3000\n");
        Child child = Child.start(
                folder.resolve("application-" + test + "-" + process + ".txt"),
                folder,
                "256m",
                "Scores",
                settings.toString(),
                folder.resolve("model").toString());
        running.add(child);
        return child;
    }

    private String key(int key) {
        return "k" + (100 * test + key);
    }

    /** Writes the next steps of all keys. */
    private void write(int more) {
        for (int step = steps; step < steps + more; step++) {
            for (int key = 0; key < KEYS; key++) {
                var _ = producer.send(
                        new ProducerRecord<>("events", key(key), SampleModel.event(100 * test + key, step)));
            }
        }
        producer.flush();
        steps += more;
    }

    /** Reads committed answers, until so many are of the test's keys. */
    private Map<String, List<String>> await(int count) throws IOException {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.address(),
                ConsumerConfig.GROUP_ID_CONFIG,
                "reader-" + System.nanoTime(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        Map<String, List<String>> answers = new LinkedHashMap<>();
        for (int key = 0; key < KEYS; key++) {
            answers.put(key(key), new ArrayList<>());
        }
        int seen = 0;
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("answers"));
            while (seen < count) {
                for (ConsumerRecord<String, String> each : consumer.poll(Duration.ofMillis(50))) {
                    if (answers.containsKey(each.key())) {
                        answers.get(each.key()).add(each.value());
                        seen++;
                    }
                }
                for (Child child : running) {
                    child.requireAlive();
                }
            }
        }
        return answers;
    }

    private void kill(Child child) throws InterruptedException {
        child.kill();
        running.remove(child);
    }

    private void assertEachAnswerOnce() throws IOException {
        Map<String, List<String>> answers = await(KEYS * steps);
        for (int key = 0; key < KEYS; key++) {
            assertEquals(SampleModel.answers(model, 100 * test + key, steps), answers.get(key(key)));
        }
    }

    @Test
    void anApplicationThatIsKilledGoesOnAsIfItWereNot() throws IOException, InterruptedException {
        for (int kill = 0; kill < 3; kill++) {
            Child application = application("a");
            int before = KEYS * steps;
            write(100);
            await(before + 1);
            kill(application);
        }
        application("a");
        assertEachAnswerOnce();
    }

    @Test
    void aStoreThatIsLostComesBackFromItsChangelog() throws IOException, InterruptedException {
        Child application = application("a");
        write(50);
        await(KEYS * steps);
        kill(application);
        try (Stream<Path> files = Files.walk(states("a"))) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
        application("a");
        write(50);
        assertEachAnswerOnce();
    }

    @Test
    void anotherProcessGoesOnWithTheKeysOfTheKilled() throws IOException, InterruptedException {
        Child first = application("a");
        application("b");
        write(100);
        await(KEYS * steps);
        write(100);
        kill(first);
        write(50);
        assertEachAnswerOnce();
    }
}
