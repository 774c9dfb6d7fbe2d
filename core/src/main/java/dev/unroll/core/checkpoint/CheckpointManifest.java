package dev.unroll.core.checkpoint;

import dev.unroll.core.form.Json;
import dev.unroll.core.form.Sentence;
import dev.unroll.core.tensorfile.AtomicFile;
import dev.unroll.core.tensorfile.FileHash;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code manifest.json}: which checkpoints of a folder count, oldest first. */
final class CheckpointManifest {

    private static final String NAME = "manifest.json";
    private static final int FORMAT = 1;

    private CheckpointManifest() {}

    /** One checkpoint; {@code sha256} is that of the file. */
    record Entry(String file, long step, String sha256) {

        private Map<String, Object> toData() {
            var data = new LinkedHashMap<String, Object>();
            data.put("file", file);
            data.put("step", step);
            data.put("sha256", sha256);
            return data;
        }

        private static Entry fromData(Object data) {
            if (data instanceof Map<?, ?> map
                    && map.get("file") instanceof String file
                    && file.matches("step-\\d+(-more)?\\.safetensors")
                    && map.get("step") instanceof Double step
                    && step == StrictMath.rint(step)
                    && map.get("sha256") instanceof String sha256) {
                return new Entry(file, step.longValue(), sha256);
            }
            throw new IllegalArgumentException("a checkpoint must have file, step and sha256 but is " + data);
        }
    }

    /** Returns the entries; none if there is no manifest yet. */
    static List<Entry> read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        try (Reader reader = Files.newBufferedReader(file)) {
            Map<String, Object> data = Json.read(reader);
            if (!Double.valueOf(FORMAT).equals(data.get("format"))
                    || !(data.get("checkpoints") instanceof List<?> list)) {
                throw new IllegalArgumentException("it must have \"format\" " + FORMAT + " and a list \"checkpoints\"");
            }
            List<Entry> entries = new ArrayList<>();
            list.forEach(entry -> entries.add(Entry.fromData(entry)));
            return entries;
        } catch (NoSuchFileException e) {
            return new ArrayList<>();
        } catch (AccessDeniedException e) {
            throw new IOException(file + " may not be read", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(Sentence.plain(file + " is no manifest of checkpoints: " + reason(e)), e);
        }
    }

    static void write(Path folder, List<Entry> entries) throws IOException {
        var data = new LinkedHashMap<String, Object>();
        data.put("format", FORMAT);
        data.put("checkpoints", entries.stream().map(Entry::toData).toList());
        byte[] text = Json.write(data).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(folder.resolve(NAME), out -> out.write(text));
    }

    static void requireWhole(Path file, String sha256) throws IOException {
        String found = FileHash.sha256(file);
        if (!found.equals(sha256)) {
            throw new IOException("its SHA-256 must be " + sha256 + " but is " + found);
        }
    }

    /** Returns what an exception says; of some the message is the file's name alone. */
    static String reason(Exception e) {
        return switch (e) {
            case AccessDeniedException denied -> "nothing may be written to " + denied.getFile();
            case NoSuchFileException missing -> "there is no file " + missing.getFile();
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
