package dev.unroll.core.model;

import dev.unroll.core.form.Data;
import dev.unroll.core.form.Json;
import dev.unroll.core.input.InputEncoder;
import dev.unroll.core.input.InputEncoders;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.ParameterLayout;
import dev.unroll.core.network.ParameterLayout.Window;
import dev.unroll.core.task.Task;
import dev.unroll.core.task.Tasks;
import dev.unroll.core.tensorfile.AtomicFile;
import dev.unroll.core.tensorfile.FileHash;
import dev.unroll.core.tensorfile.Tensor;
import dev.unroll.core.tensorfile.TensorFile;
import dev.unroll.core.train.WeightsHash;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A model on disk: {@code config.json}, {@code model.safetensors}, their {@code SHA256SUMS}, {@code README.md}. */
final class ModelFolder {

    static final String CONFIG = "config.json";
    static final String TENSORS = "model.safetensors";
    static final String CARD = "README.md";

    /** What a model is read from. */
    private static final List<String> PARTS = List.of(CONFIG, TENSORS);

    /** Where a training puts its model. */
    private static final String OF_RUN = "model";

    /** What a configuration has that no answer depends on. */
    private static final Set<String> NOT_ANSWERING = Set.of("format", "name", "training");

    /** Rises when an older Unroll could no longer read what is written. */
    private static final int FORMAT = 1;

    private ModelFolder() {}

    static void save(Model model, Path folder) throws IOException {
        requireFree(folder);
        Path target = folder.toAbsolutePath().normalize();
        Path parent = target.getParent();
        if (parent == null) {
            throw new ModelException(folder + " cannot hold a model: it is a root folder");
        }
        Files.createDirectories(parent);
        // Written beside its place and moved there whole: whoever looks sees a whole model, or for a moment none. No
        // temporary directory, since those are closed to other users. One of this name is left from a killed process.
        Path draft = parent.resolve("." + target.getFileName() + ".draft-"
                + ProcessHandle.current().pid() + "-" + Thread.currentThread().threadId());
        Path old = parent.resolve(draft.getFileName() + ".old");
        delete(draft);
        try {
            Files.createDirectory(draft);
            write(model, draft);
            if (Files.exists(target)) {
                // One of this name is what a killed process replaced, which had the same number in its container.
                delete(old);
                Files.move(target, old);
            }
            try {
                Files.move(draft, target);
            } catch (IOException e) {
                if (Files.exists(old)) {
                    Files.move(old, target);
                }
                throw e;
            }
        } finally {
            delete(draft);
            delete(old);
        }
    }

    /** Throws unless nothing is there, or an empty folder, or a model and nothing else. */
    static void requireFree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new FileAlreadyExistsException(folder + " is a file, but a model is a folder; choose another name");
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
            // A README.md alone is somebody's own.
            boolean model = names.containsAll(PARTS);
            Optional<String> stranger = names.stream()
                    .filter(name -> !model
                            || !Set.of(CONFIG, TENSORS, CARD, Checksums.NAME).contains(name))
                    .findFirst();
            if (stranger.isPresent()) {
                throw new FileAlreadyExistsException(folder + " holds something else than a model (" + stranger.get()
                        + "), so it is not replaced; choose another folder");
            }
        }
    }

    private static Map<String, Object> config(Model model) {
        var config = new LinkedHashMap<String, Object>();
        config.put("format", FORMAT);
        config.put("name", model.name());
        config.put("task", model.task().name());
        config.putAll(model.task().toData());
        config.put(model.input().kind(), model.input().toData());
        config.put("training", model.training());
        config.put("network", NetworkData.write(model.network().spec()));
        return config;
    }

    /** Returns the SHA-256 of what decides a model's answers. */
    static String fingerprint(Model model) {
        Map<String, Object> config = config(model);
        config.keySet().removeAll(NOT_ANSWERING);
        String all = Json.write(config) + WeightsHash.of(model.network());
        return FileHash.sha256(all.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Model model, Path folder) throws IOException {
        writeText(folder.resolve(CONFIG), Json.write(config(model)));
        writeText(folder.resolve(CARD), model.card());
        float[] values = model.network().values();
        var tensors = new LinkedHashMap<String, Tensor>();
        for (Window window : model.network().layout().windows()) {
            float[] part = Arrays.copyOfRange(values, window.offset(), window.offset() + window.size());
            tensors.put(window.name(), Tensor.of(part, shape(window)));
        }
        new TensorFile(Map.of("format", "pt"), tensors).write(folder.resolve(TENSORS));
        Checksums.write(folder, PARTS);
    }

    private static int[] shape(Window window) {
        return window.shape().stream().mapToInt(Integer::intValue).toArray();
    }

    private static void writeText(Path file, String text) throws IOException {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    static Model load(Path given) throws IOException {
        Path named = given.toString().isEmpty() ? Path.of(".") : given;
        // The folder of a training is as good as that of its model.
        Path folder = !Files.exists(named.resolve(CONFIG))
                        && Files.exists(named.resolve(OF_RUN).resolve(CONFIG))
                ? named.resolve(OF_RUN)
                : named;
        if (!Files.isDirectory(folder)) {
            throw new ModelException(
                    "there is no model folder " + folder + "; a model is a folder with " + CONFIG + " and " + TENSORS);
        }
        for (String part : List.of(CONFIG, TENSORS, Checksums.NAME)) {
            requireRegular(folder.resolve(part));
        }
        Path file = folder.resolve(CONFIG);
        Map<String, Object> config = readConfig(file);
        Model model;
        try {
            model = read(config, folder);
        } catch (IllegalArgumentException e) {
            throw new ModelException(file + ": " + e.getMessage(), e);
        }
        // Last, since whoever can say what is broken should.
        Checksums.require(folder, PARTS);
        return model;
    }

    private static void requireRegular(Path file) throws ModelException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new ModelException(
                    file + " must be a file but is " + (Files.isDirectory(file) ? "a folder" : "a pipe or a device"));
        }
    }

    private static Map<String, Object> readConfig(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return Json.read(reader);
        } catch (NoSuchFileException e) {
            throw new ModelException(file.getParent() + " is no model folder: it has no " + CONFIG, e);
        } catch (IOException e) {
            throw new ModelException(file + " is no valid JSON: " + e.getMessage(), e);
        }
    }

    private static Model read(Map<String, Object> config, Path folder) throws IOException {
        Object format = config.get("format");
        if (!Double.valueOf(FORMAT).equals(format)) {
            String found = format instanceof Double number && number == Math.rint(number)
                    ? Long.toString(number.longValue())
                    : format instanceof String text ? "the text \"" + text + "\"" : String.valueOf(format);
            throw new IllegalArgumentException("\"format\" must be " + FORMAT + " but is " + found
                    + "; this may be a model of a newer Unroll, or not a model of Unroll");
        }
        String input = InputEncoders.kind(config.keySet());
        Object task = Objects.requireNonNullElse(config.get("task"), "nothing");
        Set<String> keys = new HashSet<>(Set.of("format", "name", "task", "network", input, "training"));
        keys.addAll(Tasks.keys(task));
        var data = new Data("the configuration", config).requireKeys(keys);
        NetworkSpec spec = NetworkData.read(data.under("network"));
        InputEncoder encoder = InputEncoders.read(input, data.under(input));
        Task asked = Tasks.read(task, data);
        Map<String, Object> training = data.under("training").map();
        Network network = Network.of(spec, readValues(spec, folder.resolve(TENSORS)));
        return new Model(data.under("name").text(), asked, network, encoder, training);
    }

    private static float[] readValues(NetworkSpec spec, Path file) throws IOException {
        ParameterLayout layout = Network.layoutOf(spec);
        TensorFile tensors = readTensors(file);
        // Memory for all of them only once it is sure that they are there: a configuration may claim any size.
        var parts = new ArrayList<float[]>();
        List<Window> windows = layout.windows();
        for (Window window : windows) {
            float[] part = tensors.floats(window.name(), shape(window));
            for (int i = 0; i < part.length; i++) {
                if (!Float.isFinite(part[i])) {
                    throw new ModelException(file + ": number " + i + " of tensor " + window.name()
                            + " must be finite but is " + part[i]);
                }
            }
            parts.add(part);
        }
        float[] values = new float[layout.size()];
        for (int i = 0; i < parts.size(); i++) {
            System.arraycopy(parts.get(i), 0, values, windows.get(i).offset(), parts.get(i).length);
        }
        for (String name : tensors.tensors().keySet()) {
            if (windows.stream().noneMatch(window -> window.name().equals(name))) {
                throw new ModelException(
                        file + " has a tensor " + name + " that the network of " + CONFIG + " has not");
            }
        }
        return values;
    }

    private static TensorFile readTensors(Path file) throws IOException {
        try {
            return TensorFile.read(file);
        } catch (NoSuchFileException e) {
            throw new ModelException(file.getParent() + " is no model folder: it has no " + TENSORS, e);
        }
    }
}
