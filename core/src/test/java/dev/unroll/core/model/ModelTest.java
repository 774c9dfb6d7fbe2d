package dev.unroll.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.network.Dropouts;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.task.Classify;
import dev.unroll.core.task.NextToken;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTest {

    private final Path temporary;

    ModelTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    private static Model classifier() {
        var text = new TextEncoder(
                Normalization.UNICODE, Tokenizer.CHARACTERS, Marks.NONE, Vocabulary.open(List.of("a", "b", "é")));
        var layers = List.of(
                new Layer(Cells.lstm(4, 5, Bias.PRESENT), Layer.Reading.BIDIRECTIONAL),
                new Layer(Cells.gruResetBefore(10, 3, Bias.ABSENT)));
        var spec = new NetworkSpec(
                new InputSpec.OneHot(4), layers, new Dropouts(0, 0.5, 0.1), new Readout.Max(), new Head.Linear(2));
        Network network = Network.initialize(spec, Initialization.PYTORCH, 3);
        // In this order, as a receipt has them.
        var own = new LinkedHashMap<String, Object>();
        own.put("accuracy", 0.75);
        own.put("macro_recall", 0.5);
        Map<String, Object> scores = Map.of("model", own);
        return new Model("ab", new Classify(List.of("left", "right")), network, text, Map.of("scores", scores));
    }

    @Test
    void aLoadedModelIsTheSavedOne() throws IOException {
        Model saved = classifier();
        Path folder = temporary.resolve("model");
        saved.save(folder);
        Model loaded = Model.load(folder);

        assertArrayEquals(saved.network().values(), loaded.network().values());
        assertEquals(saved.card(), loaded.card());
        assertEquals(
                NetworkData.write(saved.network().spec()),
                NetworkData.write(loaded.network().spec()));
        assertEquals(new Classifier(saved).predict("abé?"), new Classifier(loaded).predict("abé?"));
        try (Stream<Path> files = Files.list(temporary)) {
            assertEquals(List.of(folder), files.toList());
        }
    }

    @Test
    void whatAKilledProcessOfTheSameNumberLeftIsNoHindrance() throws IOException {
        Model saved = classifier();
        Path folder = temporary.resolve("model");
        saved.save(folder);
        String draft = ".model.draft-" + ProcessHandle.current().pid() + "-"
                + Thread.currentThread().threadId();
        for (String left : List.of(draft, draft + ".old")) {
            Files.createDirectory(temporary.resolve(left));
            Files.writeString(temporary.resolve(left).resolve("config.json"), "{}");
        }
        saved.save(folder);
        assertEquals(saved.fingerprint(), Model.load(folder).fingerprint());
        try (Stream<Path> files = Files.list(temporary)) {
            assertEquals(List.of(folder), files.toList());
        }
    }

    @Test
    void theFingerprintIsOfWhatDecidesTheAnswers() throws IOException {
        Model saved = classifier();
        Path folder = temporary.resolve("model");
        saved.save(folder);
        assertEquals(saved.fingerprint(), Model.load(folder).fingerprint());
        assertEquals(
                saved.fingerprint(), new Model("other", saved.task(), saved.network(), saved.input()).fingerprint());
        float[] values = saved.network().values().clone();
        values[7] = Math.nextUp(values[7]);
        Network other = Network.of(saved.network().spec(), values);
        assertNotEquals(saved.fingerprint(), new Model("ab", saved.task(), other, saved.input()).fingerprint());
        assertNotEquals(
                saved.fingerprint(),
                new Model("ab", new Classify(List.of("left", "up")), saved.network(), saved.input()).fingerprint());
    }

    /** States are kept for years: another fingerprint of the same model makes them worthless. */
    @Test
    void theFingerprintIsPinned() {
        assertEquals(
                "f4a5531976ed0f7ea87734f3bda9e2ac44496948c1d317d78ae3b5c711fefb56",
                classifier().fingerprint());
    }

    @Test
    void savingReplacesAModelButNothingElse() throws IOException {
        Path folder = temporary.resolve("model");
        classifier().save(folder);
        classifier().save(folder);
        Files.writeString(folder.resolve("thesis.txt"), "mine");
        var error = assertThrows(
                FileAlreadyExistsException.class, () -> classifier().save(folder));
        assertEquals(
                folder
                        + " holds something else than a model (thesis.txt), so it is not replaced; choose another folder",
                error.getMessage());
        assertEquals("mine", Files.readString(folder.resolve("thesis.txt")));

        Path notes = Files.createDirectory(temporary.resolve("notes"));
        Files.writeString(notes.resolve("README.md"), "mine");
        assertThrows(FileAlreadyExistsException.class, () -> classifier().save(notes));
        assertEquals("mine", Files.readString(notes.resolve("README.md")));
    }

    @Test
    void aModelMayBeReadByWhoeverMayReadTheFolderAroundIt() throws IOException {
        assumeTrue(temporary.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path plain = Files.createDirectory(temporary.resolve("plain"));
        Path folder = temporary.resolve("model");
        classifier().save(folder);
        assertEquals(Files.getPosixFilePermissions(plain), Files.getPosixFilePermissions(folder));
    }

    @Test
    void aConfigurationIsWrittenInOneOrder() throws IOException {
        Path folder = temporary.resolve("model");
        classifier().save(folder);
        String config = Files.readString(folder.resolve("config.json")).replaceAll("\\s", "");
        assertTrue(config.contains("\"input\":{\"kind\":\"one_hot\",\"size\":4}"), config);
        assertTrue(config.contains("\"dropout\":{\"input\":0.0,\"layers\":0.5,\"head\":0.1}"), config);
    }

    @Test
    void brokenFoldersSayWhatIsWrong() throws IOException {
        Path folder = temporary.resolve("model");
        assertLoadFails(
                folder,
                "there is no model folder " + folder + "; a model is a folder with config.json and model.safetensors");
        Files.createDirectory(folder);
        assertLoadFails(folder, folder + " is no model folder: it has no config.json");
        classifier().save(folder);
        Path config = folder.resolve("config.json");
        String good = Files.readString(config);

        Files.writeString(config, good.substring(0, good.length() / 2));
        assertLoadFailsWith(folder, config + " is no valid JSON: ");
        Files.writeString(config, good.replaceFirst("\"format\": 1", "\"format\": 2"));
        assertLoadFails(
                folder,
                config
                        + ": \"format\" must be 1 but is 2; this may be a model of a newer Unroll, or not a model of Unroll");
        Files.writeString(config, good.replaceFirst("\"max\"", "\"most\""));
        assertLoadFails(
                folder,
                config
                        + ": network.readout.kind must be last_step, last_position, every_step, flatten, mean, max or attention but is"
                        + " \"most\"");
        Files.writeString(config, good.replaceFirst("\"op\": \"sigmoid\"", "\"op\": \"sigmund\""));
        assertLoadFailsWith(folder, config + ": network.layers[0]: cell lstm, term ");
        Files.writeString(config, good.replaceFirst("\"name\": \"ab\"", "\"name\": 5"));
        assertLoadFails(folder, config + ": name must be a string but is 5");
        Files.writeString(config, good.replaceFirst("\"right\"", "\"right\", \"middle\""));
        assertLoadFails(folder, config + ": the network has 2 outputs but there are labels for 3");
        String large =
                good.replaceFirst("\"kind\": \"linear\",\\s+\"size\": 2", "\"kind\": \"linear\", \"size\": 2000000000");
        Files.writeString(config, large);
        assertLoadFailsWith(folder, config + ": the network must have at most 2147483639 parameters but has ");
        Files.writeString(config, good);
        Files.delete(folder.resolve("model.safetensors"));
        assertLoadFails(folder, folder + " is no model folder: it has no model.safetensors");
    }

    @Test
    void aLabelNamesOneAnswer() throws IOException {
        Path folder = temporary.resolve("model");
        classifier().save(folder);
        Path config = folder.resolve("config.json");
        String good = Files.readString(config);
        Files.writeString(config, good.replaceFirst("\"right\"", "\"left\""));
        assertLoadFails(folder, config + ": label \"left\" stands there twice, at 0 and at 1; keep one of them");
        for (String empty : List.of("", " ", "\u00A0")) {
            Files.writeString(config, good.replaceFirst("\"right\"", "\"" + empty + "\""));
            assertLoadFails(folder, config + ": label 1 is empty; an answer must have a name");
        }
    }

    @Test
    void theLabelsOfANextTokenModelAreItsTokens() {
        var text = new TextEncoder(
                Normalization.UNICODE, Tokenizer.CHARACTERS, Marks.NONE, Vocabulary.of(List.of("a", "b")));
        var spec = new NetworkSpec(
                new InputSpec.OneHot(2),
                List.of(new Layer(Cells.gru(2, 3, Bias.PRESENT))),
                new Readout.EveryStep(),
                new Head.Linear(2));
        Network network = Network.initialize(spec, Initialization.PYTORCH, 1);
        var task = new NextToken(List.of("b", "a"));
        var error = assertThrows(IllegalArgumentException.class, () -> new Model("m", task, network, text));
        assertEquals(
                "the labels of a model that guesses the next token must be the tokens of its vocabulary, in the same order,"
                        + " but are not",
                error.getMessage());
    }

    @Test
    void aFormatIsAWholeNumber() throws IOException {
        Path folder = temporary.resolve("model");
        classifier().save(folder);
        Path config = folder.resolve("config.json");
        String good = Files.readString(config);
        for (String format : List.of("1.9", "1.0000001", "0.5")) {
            Files.writeString(config, good.replaceFirst("\"format\": 1", "\"format\": " + format));
            assertLoadFails(
                    folder,
                    config + ": \"format\" must be 1 but is " + format
                            + "; this may be a model of a newer Unroll, or not a model of Unroll");
        }
    }

    /** A temporary file can be made nowhere: the folder of the jar has moved since it was opened. */
    @Test
    void aModelInsideAJarIsReadWithoutAFileBesideIt() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("jars"));
        Path jar = folder.resolve("app.jar");
        try (FileSystem zip = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            classifier().save(temporary.resolve("model"));
            Files.createDirectory(zip.getPath("m"));
            for (String name : List.of("config.json", "model.safetensors", "SHA256SUMS")) {
                Files.copy(temporary.resolve("model").resolve(name), zip.getPath("m", name));
            }
        }
        try (FileSystem zip = FileSystems.newFileSystem(jar, Map.of())) {
            Files.move(folder, temporary.resolve("moved"));
            assertArrayEquals(
                    classifier().network().values(),
                    Model.load(zip.getPath("m")).network().values());
            // So that closing finds its jar again.
            Files.move(temporary.resolve("moved"), folder);
        }
    }

    @Test
    void aTensorTooManyIsNamedWhateverItsType() throws IOException {
        Path folder = temporary.resolve("model");
        classifier().save(folder);
        Path file = folder.resolve("model.safetensors");
        byte[] good = Files.readAllBytes(file);
        var types = Map.of("I64", 8, "BOOL", 1, "I8", 1, "U16", 2, "U64", 8, "F8_E4M3", 1, "C64", 8);
        for (Map.Entry<String, Integer> type : types.entrySet()) {
            Files.write(file, withTensor(good, type.getKey(), type.getValue()));
            assertLoadFails(folder, file + " has a tensor extra that the network of config.json has not");
        }
    }

    /** Returns a tensor file with a tensor "extra" of one element more. */
    private static byte[] withTensor(byte[] file, String type, int bytes) {
        int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        String header = new String(file, 8, length, StandardCharsets.UTF_8).strip();
        int data = file.length - 8 - length;
        byte[] more = (header.substring(0, header.length() - 1) + ",\"extra\":{\"dtype\":\"" + type
                        + "\",\"shape\":[1],\"data_offsets\":[" + data + "," + (data + bytes) + "]}}")
                .getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + more.length + data + bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(more.length)
                .put(more)
                .put(file, 8 + length, data)
                .array();
    }

    @Test
    void aByteThatHasChangedIsNoticedInEitherFile() throws IOException {
        Path folder = temporary.resolve("model");
        classifier().save(folder);
        for (String name : List.of("config.json", "model.safetensors")) {
            Path file = folder.resolve(name);
            byte[] whole = Files.readAllBytes(file);
            byte[] changed = whole.clone();
            // A line break of the one, a bit of the last weight of the other: both can still be read.
            if (name.equals("config.json")) {
                changed[whole.length - 1] = ' ';
            } else {
                changed[whole.length - 4] ^= 1;
            }
            Files.write(file, changed);
            assertLoadFails(
                    folder,
                    file + " is not as it was saved: " + folder.resolve("SHA256SUMS")
                            + " has not its SHA-256; bring the file back, or remove SHA256SUMS if it was changed on"
                            + " purpose");
            Files.write(file, whole);
        }
        Files.writeString(folder.resolve("config.json"), "\n", StandardOpenOption.APPEND);
        Files.delete(folder.resolve("SHA256SUMS"));
        assertEquals("ab", Model.load(folder).name());
    }

    @Test
    void aWeightThatIsNotFiniteIsNamed() throws IOException {
        Path folder = temporary.resolve("model");
        classifier().save(folder);
        Path file = folder.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - 4, Float.POSITIVE_INFINITY);
        Files.write(file, bytes);
        assertLoadFails(folder, file + ": number 1 of tensor fc.bias must be finite but is Infinity");
    }

    /** Written by format 1 of {@link #classifier}; an old model must load for ever, and answer as it did. */
    @Test
    void aModelOfFormatOneStillLoads() throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(ModelTest.class.getResource("/models/format-1/config.json"));
        Model old = Model.load(Path.of(folder.toURI()).getParent());

        assertArrayEquals(classifier().network().values(), old.network().values());
        assertEquals(new Classifier(classifier()).predict("abé?"), new Classifier(old).predict("abé?"));
    }

    @Test
    void manyThreadsShareOneModel() throws InterruptedException, ExecutionException {
        var shared = new Classifier(classifier());
        List<String> texts = List.of("a", "bb", "éab", "????", "abababab");
        List<List<Prediction>> expected = texts.stream().map(shared::predict).toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<List<List<Prediction>>>> answers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                answers.add(threads.submit(() -> {
                    Classifier own = shared.fork();
                    return texts.stream().map(own::predict).toList();
                }));
            }
            for (Future<List<List<Prediction>>> answer : answers) {
                assertEquals(expected, answer.get());
            }
        }
    }

    @Test
    void aTextWithoutAnyTokenIsRefused() {
        var error = assertThrows(IllegalArgumentException.class, () -> new Classifier(classifier()).predict(""));
        assertEquals(
                "\"\" has no token that the model reads (unicode), so there is nothing to answer", error.getMessage());
    }

    @Test
    void theCardShowsScoresAndEquations() {
        String card = classifier().card();
        assertTrue(card.contains("| model | 75.00 % | 50.00 % |"), card);
        assertTrue(card.contains("c' = f ⊙ c + i ⊙ g"), card);
    }

    private static void assertLoadFails(Path folder, String message) {
        assertEquals(
                message,
                assertThrows(ModelException.class, () -> Model.load(folder)).getMessage());
    }

    private static void assertLoadFailsWith(Path folder, String start) {
        String message =
                assertThrows(ModelException.class, () -> Model.load(folder)).getMessage();
        assertTrue(message != null && message.startsWith(start), message);
    }
}
