package dev.unroll.spark.folder;

import dev.unroll.core.model.Model;
import dev.unroll.core.model.ModelException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;

/** A model folder in memory: as it is read from any file system of Hadoop, and as it travels to executors. */
public final class ModelFiles implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private static final String CONFIG = "config.json";

    /** What the answers of a model depend on. */
    private static final List<String> NEEDED = List.of(CONFIG, "model.safetensors");

    private static final List<String> ALL = List.of(CONFIG, "model.safetensors", "SHA256SUMS", "README.md");

    /** Where a training puts its model. */
    private static final String OF_RUN = "model";

    private final String origin;
    private final boolean isFolder;
    private final LinkedHashMap<String, byte[]> files;
    private final String fingerprint;

    /** Takes files; the origin is a folder, or no path. */
    private ModelFiles(String origin, boolean isFolder, Map<String, byte[]> files) {
        this.origin = origin;
        this.isFolder = isFolder;
        this.files = new LinkedHashMap<>(files);
        this.fingerprint = fingerprint(files);
    }

    /**
     * Reads a model folder, or that of a training.
     *
     * @param folder on any file system that Hadoop knows here
     */
    public static ModelFiles read(String folder, Configuration hadoop) throws IOException {
        var given = new org.apache.hadoop.fs.Path(folder);
        FileSystem system = given.getFileSystem(hadoop);
        var ofRun = new org.apache.hadoop.fs.Path(given, OF_RUN);
        boolean isRun = !has(system, given, CONFIG) && has(system, ofRun, CONFIG);
        org.apache.hadoop.fs.Path place = isRun ? ofRun : given;
        var files = new LinkedHashMap<String, byte[]>();
        for (String name : ALL) {
            if (has(system, place, name)) {
                try (FSDataInputStream in = system.open(new org.apache.hadoop.fs.Path(place, name))) {
                    files.put(name, in.readAllBytes());
                }
            }
        }
        for (String name : NEEDED) {
            if (!files.containsKey(name)) {
                throw new FileNotFoundException("there is no model folder " + system.makeQualified(place)
                        + ", as it has no " + name + "; a model is a folder with " + String.join(" and ", NEEDED));
            }
        }
        return new ModelFiles(system.makeQualified(place).toString(), true, files);
    }

    private static boolean has(FileSystem system, org.apache.hadoop.fs.Path folder, String name) throws IOException {
        return system.exists(new org.apache.hadoop.fs.Path(folder, name));
    }

    /** Returns the folder of a model that is in memory. */
    public static ModelFiles of(Model model) throws IOException {
        Path folder = Files.createTempDirectory("unroll");
        try {
            model.save(folder);
            var files = new LinkedHashMap<String, byte[]>();
            for (String name : ALL) {
                files.put(name, Files.readAllBytes(folder.resolve(name)));
            }
            return new ModelFiles("model " + model.name(), false, files);
        } finally {
            delete(folder);
        }
    }

    /** Writes the folder to any file system that Hadoop knows here. */
    public void write(String folder, Configuration hadoop) throws IOException {
        var place = new org.apache.hadoop.fs.Path(folder);
        FileSystem system = place.getFileSystem(hadoop);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            try (FSDataOutputStream out = system.create(new org.apache.hadoop.fs.Path(place, file.getKey()))) {
                out.write(file.getValue());
            }
        }
    }

    /** Returns the model; throws as {@link Model#load} does, the folder called by where it was read from. */
    public Model load() throws IOException {
        Path folder = Files.createTempDirectory("unroll");
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Files.write(folder.resolve(file.getKey()), file.getValue());
            }
            return Model.load(folder);
        } catch (ModelException e) {
            throw new IOException(Objects.toString(e.getMessage()).replace(folder.toString(), origin), e);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        for (String name : ALL) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.delete(folder);
    }

    /** Returns the folder that the model was read from; empty if it was in memory. */
    public Optional<String> folder() {
        return isFolder ? Optional.of(origin) : Optional.empty();
    }

    /** Returns the SHA-256 of what the answers depend on: equal for models that answer alike. */
    public String fingerprint() {
        return fingerprint;
    }

    private static String fingerprint(Map<String, byte[]> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            NEEDED.forEach(name -> digest.update(Objects.requireNonNull(files.get(name))));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
