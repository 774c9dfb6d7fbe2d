package dev.unroll.core.tensorfile;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes a safetensors file, tensors in their order; the header is padded with spaces to a multiple of eight bytes. */
final class TensorFileWriter {

    private static final int CHUNK_BYTES = 1 << 16;

    private TensorFileWriter() {}

    static void write(Path file, TensorFile content) throws IOException {
        byte[] header = header(file, content);
        AtomicFile.write(file, out -> {
            out.write(header);
            for (Tensor tensor : content.tensors().values()) {
                write(out, tensor);
            }
        });
    }

    /** Returns the header with its length before it and the padding behind. */
    private static byte[] header(Path file, TensorFile content) throws IOException {
        ByteBuffer text = utf8(file, json(content));
        int padded = (text.remaining() + 7) / 8 * 8;
        byte[] header = new byte[8 + padded];
        Arrays.fill(header, (byte) ' ');
        ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putLong(padded).put(text);
        return header;
    }

    private static String json(TensorFile content) throws IOException {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.setStrictness(Strictness.STRICT);
            json.beginObject();
            if (!content.metadata().isEmpty()) {
                json.name(TensorFile.METADATA).beginObject();
                for (var entry : content.metadata().entrySet()) {
                    json.name(entry.getKey()).value(entry.getValue());
                }
                json.endObject();
            }
            long at = 0;
            for (var entry : content.tensors().entrySet()) {
                Tensor tensor = entry.getValue();
                DataType type = type(tensor);
                long end = at + type.bytes(tensor.size());
                json.name(entry.getKey()).beginObject().name("dtype").value(type.name());
                json.name("shape").beginArray();
                for (int dimension : tensor.shape()) {
                    json.value(dimension);
                }
                json.endArray();
                json.name("data_offsets").beginArray().value(at).value(end).endArray();
                json.endObject();
                at = end;
            }
            json.endObject();
        }
        return text.toString();
    }

    private static DataType type(Tensor tensor) {
        return switch (tensor) {
            case Tensor.Floats _ -> DataType.F32;
            case Tensor.Longs _ -> DataType.I64;
            case Tensor.Unread unread -> throw cannotWrite(unread);
        };
    }

    private static IllegalArgumentException cannotWrite(Tensor.Unread tensor) {
        return new IllegalArgumentException(
                "a tensor of type " + tensor.type() + " was not read, so it cannot be written");
    }

    private static ByteBuffer utf8(Path file, String json) throws TensorFileException {
        try {
            return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(json));
        } catch (CharacterCodingException e) {
            throw new TensorFileException(file, "a name or a metadata value is not valid Unicode");
        }
    }

    private static void write(OutputStream out, Tensor tensor) throws IOException {
        int chunk = (int) (CHUNK_BYTES / type(tensor).bytes(1));
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < tensor.size(); at += chunk) {
            int count = Math.min(chunk, tensor.size() - at);
            switch (tensor) {
                case Tensor.Floats floats -> bytes.asFloatBuffer().put(floats.values(), at, count);
                case Tensor.Longs longs -> bytes.asLongBuffer().put(longs.values(), at, count);
                case Tensor.Unread unread -> throw cannotWrite(unread);
            }
            out.write(bytes.array(), 0, (int) type(tensor).bytes(count));
        }
    }
}
