package dev.unroll.core.tensorfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Reads a safetensors file: eight bytes that say how long the header is, the header, the tensors without gaps.
 *
 * <p>Memory is taken only for what the file really holds: the header and all offsets are checked against its length
 * before the first tensor is made.
 */
final class TensorFileReader {

    /** The format's own limit. */
    private static final long MAX_HEADER_BYTES = 100_000_000;

    private static final int LENGTH_BYTES = 8;

    /** Bytes read at a time, a multiple of every element's size. */
    private static final int CHUNK_BYTES = 1 << 16;

    private final Path file;
    private final SeekableByteChannel channel;

    private TensorFileReader(Path file, SeekableByteChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static TensorFile read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new TensorFileException(file, "a tensor file is expected but this is a folder");
        }
        try (var channel = Files.newByteChannel(file)) {
            return new TensorFileReader(file, channel).read();
        }
    }

    private TensorFile read() throws IOException {
        long fileBytes = channel.size();
        if (fileBytes < LENGTH_BYTES) {
            throw broken("a tensor file has at least 8 bytes but this one has " + fileBytes);
        }
        long headerBytes = readBytes(LENGTH_BYTES).getLong();
        if (headerBytes < 0 || headerBytes > MAX_HEADER_BYTES) {
            Optional<String> other = OtherFormat.beginningWith(headerBytes);
            if (other.isPresent()) {
                throw broken(other.get());
            }
            throw broken("the header may have at most " + MAX_HEADER_BYTES + " bytes but claims "
                    + Long.toUnsignedString(headerBytes));
        }
        if (headerBytes > fileBytes - LENGTH_BYTES) {
            throw broken(
                    "the header claims " + headerBytes + " bytes but only " + (fileBytes - LENGTH_BYTES) + " follow");
        }
        TensorHeader header = TensorHeaderParser.parse(file, utf8(readBytes((int) headerBytes)));
        long dataAt = LENGTH_BYTES + headerBytes;
        requireNoGaps(header, fileBytes - dataAt);
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        for (var entry : header.entries().entrySet()) {
            tensors.put(entry.getKey(), tensor(entry.getValue(), dataAt));
        }
        return new TensorFile(file, header.metadata(), tensors);
    }

    private static int comparePlaces(TensorHeader.Entry a, TensorHeader.Entry b) {
        return a.begin() == b.begin() ? Long.compare(a.end(), b.end()) : Long.compare(a.begin(), b.begin());
    }

    /** Throws unless the tensors cover all data bytes, each once. */
    private void requireNoGaps(TensorHeader header, long dataBytes) throws TensorFileException {
        List<Map.Entry<String, TensorHeader.Entry>> entries = header.entries().entrySet().stream()
                .sorted((a, b) -> comparePlaces(a.getValue(), b.getValue()))
                .toList();
        long at = 0;
        for (var named : entries) {
            String tensor = "tensor " + TensorHeaderParser.quoted(named.getKey());
            TensorHeader.Entry entry = named.getValue();
            if (entry.end() > dataBytes) {
                throw broken(tensor + " ends at byte " + entry.end() + " of the data but there are only " + dataBytes);
            }
            if (entry.begin() < at) {
                throw broken(tensor + " begins at byte " + entry.begin()
                        + " of the data and overlaps the tensor before it, which ends at " + at);
            }
            if (entry.begin() > at) {
                throw broken(tensor + " begins at byte " + entry.begin()
                        + " of the data and leaves a gap: the tensor before it ends at " + at);
            }
            at = entry.end();
        }
        if (at < dataBytes) {
            throw broken("the tensors end at byte " + at + " of the data but " + (dataBytes - at) + " more follow");
        }
    }

    private Tensor tensor(TensorHeader.Entry entry, long dataAt) throws IOException {
        int[] shape = entry.shape().stream().mapToInt(Integer::intValue).toArray();
        if (entry.type().kind() == DataType.Kind.UNREAD) {
            return new Tensor.Unread(entry.type().name(), entry.shape());
        }
        channel.position(dataAt + entry.begin());
        if (entry.type().kind() == DataType.Kind.FLOATS) {
            FloatBuffer values = FloatBuffer.allocate(entry.size());
            for (long left = entry.end() - entry.begin(); left > 0; left -= CHUNK_BYTES) {
                entry.type().decode(readBytes((int) Math.min(left, CHUNK_BYTES)), values);
            }
            return Tensor.of(values.array(), shape);
        }
        LongBuffer values = LongBuffer.allocate(entry.size());
        for (long left = entry.end() - entry.begin(); left > 0; left -= CHUNK_BYTES) {
            entry.type().decode(readBytes((int) Math.min(left, CHUNK_BYTES)), values);
        }
        return Tensor.of(values.array(), shape);
    }

    /** Returns the next {@code count} bytes, little-endian. */
    private ByteBuffer readBytes(int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw broken("the file became shorter while it was read");
            }
        }
        return bytes.flip();
    }

    private String utf8(ByteBuffer bytes) throws TensorFileException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw broken("the header is not valid UTF-8: byte " + bytes.position() + " of it");
        }
    }

    private TensorFileException broken(String message) {
        return new TensorFileException(file, message);
    }
}
