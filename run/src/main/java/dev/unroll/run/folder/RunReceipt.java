package dev.unroll.run.folder;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.MalformedJsonException;
import dev.unroll.core.form.Data;
import dev.unroll.core.form.Json;
import dev.unroll.core.form.Sentence;
import dev.unroll.core.tensorfile.AtomicFile;
import dev.unroll.core.train.TrainingEvent;
import dev.unroll.run.RunFolderException;
import dev.unroll.run.config.ConfigPrinter;
import dev.unroll.run.config.ConfigReader;
import dev.unroll.run.config.TrainConfig;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * {@code run.json}: what a training is, was and came to. Written whole at the start, before each checkpoint, after an epoch
 * if some time has passed since the last time, and at the end.
 */
public final class RunReceipt implements Consumer<TrainingEvent> {

    /** Characters of an error's first line that are repeated, at most. */
    private static final int LONGEST = 200;

    private static final int FORMAT = 1;
    private static final long NANOS_BETWEEN = 1_000_000_000;
    private static final String EPOCHS = "epochs";

    /** Keys that no result depends on. */
    private static final Set<String> CHANGEABLE =
            Set.of("data.source", "training.checkpoint_seconds", "training.checkpoints");

    private static final String STATUS = "status";

    private final Gson gson =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private final RunFolder folder;
    private final JsonObject data;
    private DoubleSupplier seconds = () -> 0;
    private long lastWritten;

    private RunReceipt(RunFolder folder, JsonObject data) {
        this.folder = folder;
        this.data = data;
    }

    /**
     * Begins the receipt of a training.
     *
     * @param head what is known before it: name, seed, config, data, environment
     */
    public static RunReceipt begin(RunFolder folder, Map<String, Object> head) {
        var receipt = new RunReceipt(folder, new JsonObject());
        receipt.data.addProperty("format", FORMAT);
        head.forEach((key, value) -> receipt.data.add(key, receipt.gson.toJsonTree(value)));
        receipt.data.addProperty(
                "started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        receipt.data.addProperty("steps", 0);
        receipt.data.addProperty("seconds", 0);
        receipt.data.add("resumed_at", new JsonArray());
        receipt.data.add(EPOCHS, new JsonArray());
        return receipt;
    }

    /** Returns the receipt of a run. */
    public static RunReceipt read(RunFolder folder) throws IOException {
        if (Files.isRegularFile(folder.path())) {
            throw new RunFolderException(
                    folder.path() + " is a file; give the folder of a training, that unroll train has written");
        }
        try {
            String text = Files.readString(folder.receipt());
            Map<String, Object> whole = Json.read(new StringReader(text));
            JsonObject data = JsonParser.parseString(text).getAsJsonObject();
            if (!data.has("format") || data.get("format").getAsInt() != FORMAT) {
                throw new RunFolderException(
                        folder.receipt() + " must have \"format\" " + FORMAT + "; it may be of a newer Unroll");
            }
            requireWhole(new Data("it", whole));
            return new RunReceipt(folder, data);
        } catch (NoSuchFileException e) {
            throw new RunFolderException(folder.path()
                    + " is no folder of a training: it has no run.json; give one that unroll train has written");
        } catch (MalformedJsonException
                | JsonParseException
                | IllegalStateException
                | IllegalArgumentException
                | UnsupportedOperationException
                | CharacterCodingException e) {
            throw new RunFolderException(folder.receipt() + " is no receipt of a training: " + firstLine(e));
        }
    }

    /** Throws unless all that is asked of a receipt is there. */
    private static void requireWhole(Data receipt) {
        receipt.at("name").text();
        receipt.at(STATUS).text();
        receipt.at("seconds").number();
        receipt.at("config").map().forEach((table, keys) -> new Data("config." + table, keys).map());
        receipt.at("data").at("fingerprint").text();
        receipt.at("resumed_at").list();
        for (Data epoch : receipt.at(EPOCHS).list()) {
            epoch.at("epoch").whole();
            epoch.at("loss").number();
            epoch.at("weights_sha256").text();
        }
        if (receipt.has("weights_sha256")) {
            receipt.at("weights_sha256").text();
        }
    }

    /** Returns what an error says first; of a place that is a long name its beginning. */
    private static String firstLine(Exception e) {
        String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return Sentence.beginning(line.replaceFirst("^[a-zA-Z.]+Exception: ", ""), LONGEST);
    }

    /** Cuts off {@code inEpoch} and what came after it: the training goes on in this epoch, after {@code step}. */
    public void resumeAt(long step, int inEpoch) {
        JsonArray before = new JsonArray();
        for (JsonElement epoch : data.getAsJsonArray(EPOCHS)) {
            if (epoch.getAsJsonObject().get("epoch").getAsInt() < inEpoch) {
                before.add(epoch);
            }
        }
        data.add(EPOCHS, before);
        data.getAsJsonArray("resumed_at").add(step);
        List.of("error", "end", "kept_epoch", "weights_sha256").forEach(data::remove);
    }

    /** Sets the clock: the seconds spent in training, all parts of a resumed run together. */
    public void clock(DoubleSupplier seconds) {
        this.seconds = seconds;
    }

    @Override
    public void accept(TrainingEvent event) {
        switch (event) {
            case TrainingEvent.Started started -> {
                data.addProperty("parameters", started.parameters());
                data.addProperty("planned_steps", started.steps());
                write("running");
            }
            case TrainingEvent.EpochDone done -> {
                data.getAsJsonArray(EPOCHS).add(gson.toJsonTree(EventData.of(done)));
                data.addProperty("steps", done.steps());
                if (System.nanoTime() - lastWritten > NANOS_BETWEEN) {
                    flush();
                }
            }
            case TrainingEvent.Finished finished -> {
                data.addProperty("steps", finished.steps());
                data.addProperty("end", EventData.word(finished.ending()));
                data.addProperty("kept_epoch", finished.keptEpoch());
            }
            case TrainingEvent.EpochStarted _, TrainingEvent.Step _ -> {}
        }
    }

    /** Writes what is known by now, so that a checkpoint finds the epochs before it. */
    public void flush() {
        write("running");
    }

    /** Notes how a training ended, and writes that. */
    public void end(String status, Map<String, Object> more) {
        more.forEach((key, value) -> data.add(key, gson.toJsonTree(value)));
        write(status);
    }

    private void write(String status) {
        data.addProperty(STATUS, status);
        lastWritten = System.nanoTime();
        data.addProperty("seconds", StrictMath.rint(1000 * seconds.getAsDouble()) / 1000);
        byte[] text = (gson.toJson(data) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            AtomicFile.write(folder.receipt(), out -> out.write(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /**
     * Throws unless a configuration is that of the training; how often checkpoints are written and where the data lie
     * may change. A key that Unroll has learned since counts as it is by default.
     */
    public void requireSameConfig(TrainConfig config) {
        JsonObject before = tables(before());
        JsonObject now = tables(config);
        for (String table : now.keySet()) {
            JsonObject keysBefore = before.getAsJsonObject(table);
            for (Map.Entry<String, JsonElement> key : now.getAsJsonObject(table).entrySet()) {
                String name = table + "." + key.getKey();
                JsonElement value = keysBefore.get(key.getKey());
                if (!CHANGEABLE.contains(name) && !key.getValue().equals(value)) {
                    throw new RunFolderException(
                            folder.config() + " is not what the training began with: " + name + " was " + value
                                    + " but is " + key.getValue() + "; put the old value back, or train anew");
                }
            }
        }
    }

    private TrainConfig before() {
        return ConfigReader.read(folder.receipt().toString(), config());
    }

    /** Returns the configuration of the training as plain data: keys by table. */
    public Map<String, Map<String, Object>> config() {
        var numbers = new GsonBuilder()
                .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
                .create();
        return numbers.fromJson(data.get("config"), new TypeToken<>() {});
    }

    private JsonObject tables(TrainConfig config) {
        return gson.toJsonTree(ConfigPrinter.data(config)).getAsJsonObject();
    }

    public String name() {
        return data.get("name").getAsString();
    }

    /** Returns whether the run is done, so that there is nothing to resume. */
    public boolean isFinished() {
        return data.get(STATUS).getAsString().equals("finished");
    }

    /** Returns whether the run was stopped and has left its model as it was then. */
    public boolean isInterrupted() {
        return data.get(STATUS).getAsString().equals("interrupted");
    }

    /** Returns what broke the run off; empty if nothing that it could tell of. */
    public String error() {
        return data.has("error") ? data.get("error").getAsString() : "";
    }

    /** Returns how many steps were done when the receipt was written last. */
    public long steps() {
        return data.get("steps").getAsLong();
    }

    public double seconds() {
        return data.get("seconds").getAsDouble();
    }

    /** Returns the fingerprint of the data. */
    public String fingerprint() {
        return data.getAsJsonObject("data").get("fingerprint").getAsString();
    }

    /** Returns the SHA-256 of the model's weights; empty if the run is not done. */
    public String weights() {
        return data.has("weights_sha256") ? data.get("weights_sha256").getAsString() : "";
    }

    /** Returns the SHA-256 of the weights after each epoch. */
    public List<String> epochWeights() {
        List<String> weights = new ArrayList<>();
        for (JsonElement epoch : data.getAsJsonArray(EPOCHS)) {
            weights.add(epoch.getAsJsonObject().get("weights_sha256").getAsString());
        }
        return weights;
    }

    /** Returns the mean loss of each epoch. */
    public List<Double> losses() {
        List<Double> losses = new ArrayList<>();
        for (JsonElement epoch : data.getAsJsonArray(EPOCHS)) {
            losses.add(epoch.getAsJsonObject().get("loss").getAsDouble());
        }
        return losses;
    }
}
