package dev.unroll.core.tensorfile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Tensors by name, in the order of the file, with metadata: what a safetensors file holds. */
public final class TensorFile {

    /** The header's key for metadata; no tensor may have this name. */
    static final String METADATA = "__metadata__";

    private final Path source;
    private final SequencedMap<String, String> metadata;
    private final SequencedMap<String, Tensor> tensors;

    /** Makes a file's content; it has no place yet. */
    public TensorFile(Map<String, String> metadata, SequencedMap<String, ? extends Tensor> tensors) {
        this(Path.of("(not yet written)"), metadata, tensors);
    }

    TensorFile(Path source, Map<String, String> metadata, SequencedMap<String, ? extends Tensor> tensors) {
        if (tensors.containsKey(METADATA)) {
            throw new IllegalArgumentException("no tensor may be named " + METADATA + ": the format uses that name");
        }
        this.source = source;
        this.metadata = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metadata));
        this.tensors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tensors));
    }

    /** Reads a file whole; throws {@link TensorFileException} if it is broken. */
    public static TensorFile read(Path file) throws IOException {
        return TensorFileReader.read(file);
    }

    /** Writes the file whole or not at all, replacing one of that name; its folder must be there. */
    public void write(Path file) throws IOException {
        TensorFileWriter.write(file, this);
    }

    public SequencedMap<String, String> metadata() {
        return metadata;
    }

    public SequencedMap<String, Tensor> tensors() {
        return tensors;
    }

    /** Returns a tensor, if there is one of that name. */
    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /** Returns the floats of a tensor, which are its own; throws if it is missing, not of floats or not of this shape. */
    public float[] floats(String name, int... shape) throws TensorFileException {
        if (require(name, shape) instanceof Tensor.Floats floats) {
            return floats.values();
        }
        throw new TensorFileException(source, "tensor \"" + name + "\" must hold floats but " + held(name));
    }

    /** Returns the whole numbers of a tensor, which are its own; throws if it is missing, of floats or not of this shape. */
    public long[] longs(String name, int... shape) throws TensorFileException {
        if (require(name, shape) instanceof Tensor.Longs longs) {
            return longs.values();
        }
        throw new TensorFileException(source, "tensor \"" + name + "\" must hold whole numbers but " + held(name));
    }

    private String held(String name) {
        return switch (tensors.get(name)) {
            case Tensor.Floats _ -> "holds floats";
            case Tensor.Longs _ -> "holds whole numbers";
            case Tensor.Unread unread -> "is of type " + unread.type() + ", which is not read; save it as F32";
        };
    }

    private Tensor require(String name, int... shape) throws TensorFileException {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new TensorFileException(source, "there is no tensor \"" + name + "\"; there are " + tensors.keySet());
        }
        if (!tensor.shape().equals(Arrays.stream(shape).boxed().toList())) {
            throw new TensorFileException(
                    source,
                    "tensor \"" + name + "\" must have shape " + Arrays.toString(shape) + " but has " + tensor.shape());
        }
        return tensor;
    }
}
