package dev.unroll.data.vectors;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.DataException;
import dev.unroll.data.file.Gzip;
import dev.unroll.data.file.Problems;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A file in the IDX format of the MNIST digits, plain or compressed by gzip: an array of numbers with its shape in front,
 * big endian.
 *
 * <pre>
 *   00 00 TYPE RANK, then RANK sizes of 32 bits, then the numbers, the last index fastest
 * </pre>
 *
 * <p>[n] are labels, [n, T] sequences of one number a step, [n, T, F] sequences of F. Source: LeCun, Cortes and Burges,
 * "The MNIST database of handwritten digits".
 */
public final class IdxFile {

    /** The most numbers of one sequence: far more than a picture has, and far from what memory cannot hold. */
    private static final long LARGEST_SEQUENCE = 1 << 24;

    /** How many numbers of a sequence have memory before the first is read: those of a large picture. */
    private static final int FIRST_NUMBERS = 1 << 16;

    private IdxFile() {}

    /** The types of numbers. */
    private enum Type {
        UNSIGNED_BYTE(0x08, 255) {
            @Override
            float read(DataInputStream in) throws IOException {
                return in.readUnsignedByte();
            }
        },
        BYTE(0x09, Byte.MAX_VALUE) {
            @Override
            float read(DataInputStream in) throws IOException {
                return in.readByte();
            }
        },
        SHORT(0x0B, Short.MAX_VALUE) {
            @Override
            float read(DataInputStream in) throws IOException {
                return in.readShort();
            }
        },
        INT(0x0C, Integer.MAX_VALUE) {
            @Override
            float read(DataInputStream in) throws IOException {
                return in.readInt();
            }
        },
        FLOAT(0x0D, 1) {
            @Override
            float read(DataInputStream in) throws IOException {
                return in.readFloat();
            }
        },
        DOUBLE(0x0E, 1) {
            @Override
            float read(DataInputStream in) throws IOException {
                return (float) in.readDouble();
            }
        };

        private final int code;
        private final float largest;

        Type(int code, float largest) {
            this.code = code;
            this.largest = largest;
        }

        abstract float read(DataInputStream in) throws IOException;
    }

    /**
     * The sequences of a file.
     *
     * @param sequences each [T, F]
     * @param largest what the numbers' type allows, 255 for bytes; 1 for floats
     */
    public record Contents(List<Matrix> sequences, float largest) {

        public Contents {
            sequences = List.copyOf(sequences);
        }
    }

    /** Returns whether a file begins as an IDX file does, after decompression. */
    public static boolean isOne(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (DataInputStream in = open(file)) {
            return in.readUnsignedShort() == 0 && type(in.readUnsignedByte()) != null && in.readUnsignedByte() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the sequences of a file of rank 2 or 3. */
    public static Contents readSequences(Path file) {
        return read(file, (in, type, sizes) -> {
            if (sizes.length != 2 && sizes.length != 3) {
                throw new DataException(file + " must have the shape [n, T] or [n, T, F] but has " + sizes.length
                        + (sizes.length == 1 ? " dimension: is it a file of labels?" : " dimensions"));
            }
            int features = sizes.length == 3 ? sizes[2] : 1;
            if ((long) sizes[1] * features > LARGEST_SEQUENCE || (long) sizes[1] * features == 0) {
                throw new DataException(file + " says that a sequence is " + sizes[1] + " × " + features
                        + " numbers, from 1 to " + LARGEST_SEQUENCE + " are expected; is the file broken?");
            }
            // Grown as they come: a broken header may claim any number of them.
            var sequences = new ArrayList<Matrix>();
            for (int i = 0; i < sizes[0]; i++) {
                float[] numbers = numbers(in, type, sizes[1] * features);
                for (int k = 0; k < numbers.length; k++) {
                    if (!Float.isFinite(numbers[k])) {
                        throw new DataException(file + ": number " + k % features + " of step " + k / features
                                + " of sequence " + i + " must be finite but is " + numbers[k]);
                    }
                }
                sequences.add(Matrix.of(numbers, sizes[1], features));
            }
            return new Contents(sequences, type.largest);
        });
    }

    /** Returns the labels of a file of rank 1, as texts. */
    public static List<String> readLabels(Path file) {
        return read(file, (in, type, sizes) -> {
            if (sizes.length != 1) {
                throw new DataException(file + " must have the shape [n], one label an example, but has " + sizes.length
                        + " dimensions");
            }
            var labels = new ArrayList<String>();
            for (int i = 0; i < sizes[0]; i++) {
                float label = type.read(in);
                if (label != (int) label) {
                    throw new DataException(file + ": label " + i + " must be a whole number but is " + label);
                }
                labels.add(Integer.toString((int) label));
            }
            return labels;
        });
    }

    /** Reads numbers; memory for many only once there are some, for a header may claim any number of them. */
    private static float[] numbers(DataInputStream in, Type type, int count) throws IOException {
        float[] numbers = new float[Math.min(count, FIRST_NUMBERS)];
        for (int i = 0; i < count; i++) {
            if (i == numbers.length) {
                numbers = Arrays.copyOf(numbers, (int) Math.min(count, 2L * i));
            }
            numbers[i] = type.read(in);
        }
        return numbers;
    }

    private interface Body<T> {
        T read(DataInputStream in, Type type, int[] sizes) throws IOException;
    }

    private static <T> T read(Path file, Body<T> body) {
        Problems.requireFile(file);
        try (DataInputStream in = open(file)) {
            int zero = in.readUnsignedShort();
            int code = in.readUnsignedByte();
            int[] sizes = new int[in.readUnsignedByte()];
            Type type = type(code);
            if (zero != 0 || type == null) {
                throw new DataException(file + " is no IDX file: it must begin with two zero bytes and a type, but has"
                        + String.format(Locale.ROOT, " the bytes %04x %02x", zero, code));
            }
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = in.readInt();
                if (sizes[i] < 0) {
                    throw new DataException(file + " is no IDX file: dimension " + i + " has size " + sizes[i]);
                }
            }
            T contents = body.read(in, type, sizes);
            if (in.read() >= 0) {
                throw new DataException(file + " has more numbers than its header says; is it broken?");
            }
            return contents;
        } catch (EOFException e) {
            throw new DataException(
                    file + " ends before all the numbers that its header promises;" + " it is cut off: fetch it again",
                    e);
        } catch (ZipException e) {
            throw new DataException(file + " is broken: " + e.getMessage() + "; fetch it again", e);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + Problems.of(e), e);
        }
    }

    private static @Nullable Type type(int code) {
        for (Type type : Type.values()) {
            if (type.code == code) {
                return type;
            }
        }
        return null;
    }

    private static DataInputStream open(Path file) throws IOException {
        return new DataInputStream(Gzip.open(file));
    }
}
