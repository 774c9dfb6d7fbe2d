package dev.unroll.data.vectors;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.DataException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * An array as NumPy saves it, in versions 1 to 3 of its format: of floats, whole numbers, Booleans or texts, in the order of C
 * or of Fortran.
 *
 * <pre>
 *   93 'NUMPY' MAJOR MINOR, the length of the header in 2 bytes (version 1) or 4, the header, the numbers
 * </pre>
 *
 * <p>Source: NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays".
 *
 * @param shape the sizes, outermost first
 * @param numbers [1, elements] in the order of C, the last index fastest; of texts none
 * @param texts of an array of texts, in the order of C
 * @param largest what the type of the numbers allows, 255 for bytes; 1 for floats
 */
record NpyArray(List<Integer> shape, Matrix numbers, List<String> texts, float largest) {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST_HEADER = 1 << 16;
    private static final int LAST_VERSION = 3;

    /** How many numbers have memory before the first is read: a broken header may claim any number of them. */
    private static final int FIRST_NUMBERS = 1 << 16;

    /** From here on floats, as which all numbers are read, hold not every whole number: two labels would become one. */
    private static final int MOST_LABELS = 1 << 24;

    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([a-zA-Z])(\\d+)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9L,\\s]*)\\)");

    NpyArray {
        shape = List.copyOf(shape);
        texts = List.copyOf(texts);
    }

    /** Returns how many entries there are. */
    int count() {
        return shape.getFirst();
    }

    /**
     * Returns an entry of an array of one dimension as a label: a text, or a whole number.
     *
     * @throws IllegalArgumentException if it is a fraction
     */
    String label(int i) {
        if (!texts.isEmpty()) {
            return texts.get(i);
        }
        float number = numbers.get(0, i);
        if (number != (int) number) {
            throw new IllegalArgumentException("label " + i + " must be a whole number or a text but is " + number);
        }
        if (Math.abs(number) >= MOST_LABELS) {
            throw new IllegalArgumentException("label " + i + " must be a whole number below " + MOST_LABELS
                    + ", or a text, but is about " + (int) number);
        }
        return Integer.toString((int) number);
    }

    /**
     * What the header says.
     *
     * @param kind f, i, u, b or U
     * @param bytes of an element
     */
    private record Header(ByteOrder order, char kind, int bytes, boolean fortran, List<Integer> shape) {

        /** Returns the element that stands in the buffer. */
        float number(ByteBuffer buffer) {
            return switch (kind) {
                case 'f' -> bytes == Float.BYTES ? buffer.getFloat(0) : (float) buffer.getDouble(0);
                case 'b' -> buffer.get(0) == 0 ? 0 : 1;
                case 'u' -> unsigned(buffer);
                default -> signed(buffer);
            };
        }

        private float signed(ByteBuffer buffer) {
            return switch (bytes) {
                case Byte.BYTES -> buffer.get(0);
                case Short.BYTES -> buffer.getShort(0);
                case Integer.BYTES -> buffer.getInt(0);
                default -> buffer.getLong(0);
            };
        }

        private float unsigned(ByteBuffer buffer) {
            return bytes == Byte.BYTES ? Byte.toUnsignedInt(buffer.get(0)) : Short.toUnsignedInt(buffer.getShort(0));
        }

        float largest() {
            return kind == 'u' || kind == 'i' ? (float) (StrictMath.pow(2, 8 * bytes - (kind == 'i' ? 1 : 0)) - 1) : 1;
        }
    }

    /** Reads an array to its end. */
    static NpyArray read(String name, InputStream bytes) throws IOException {
        var in = new DataInputStream(bytes);
        try {
            Header header = header(name, in);
            long count = header.shape().stream().mapToLong(size -> size).reduce(1, NpyArray::product);
            if (count == 0 || count > Integer.MAX_VALUE - 8) {
                throw new DataException(name + " must be an array of 1 to " + (Integer.MAX_VALUE - 8)
                        + " elements but has the shape " + header.shape());
            }
            NpyArray read = header.kind() == 'U'
                    ? texts(in, header, (int) count)
                    : new NpyArray(header.shape(), row(numbers(in, header, (int) count)), List.of(), header.largest());
            if (in.read() >= 0) {
                throw new DataException(name + " has more numbers than its header says; is it broken?");
            }
            return header.fortran() ? read.inOrderOfC() : read;
        } catch (EOFException e) {
            throw new DataException(
                    name + " ends before all the numbers that its header promises; it is cut off: fetch it again", e);
        }
    }

    private static Matrix row(float[] numbers) {
        return Matrix.of(numbers, 1, numbers.length);
    }

    private static long product(long a, long b) {
        try {
            return Math.multiplyExact(a, b);
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    private static Header header(String name, DataInputStream in) throws IOException {
        byte[] magic = in.readNBytes(MAGIC.length);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new DataException(name + " is no .npy file: it must begin with \\x93NUMPY");
        }
        int version = in.readUnsignedByte();
        in.readUnsignedByte();
        if (version < 1 || version > LAST_VERSION) {
            throw new DataException(
                    name + " has version " + version + " of the format .npy; 1 to " + LAST_VERSION + " can be read");
        }
        long length = version == 1
                ? Short.toUnsignedInt(Short.reverseBytes(in.readShort()))
                : Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
        if (length > LONGEST_HEADER) {
            throw new DataException(name + " says that its header has " + length + " bytes; is it broken?");
        }
        byte[] text = in.readNBytes((int) length);
        if (text.length < length) {
            throw new EOFException();
        }
        return header(name, new String(text, StandardCharsets.UTF_8));
    }

    private static Header header(String name, String text) {
        Matcher type = TYPE.matcher(text);
        Matcher order = ORDER.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        boolean whole = type.find() && order.find() && shape.find();
        if (!whole || !isKnown(type.group(2).charAt(0), type.group(3))) {
            throw new DataException(name + " must be an array of floats (f4, f8), whole numbers, Booleans or texts (U)"
                    + " but has the header " + text.strip());
        }
        try {
            List<Integer> sizes = Arrays.stream(shape.group(1).replace("L", "").split(","))
                    .map(String::strip)
                    .filter(size -> !size.isEmpty())
                    .map(Integer::valueOf)
                    .toList();
            return new Header(
                    type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                    type.group(2).charAt(0),
                    Integer.parseInt(type.group(3)) * (type.group(2).equals("U") ? Integer.BYTES : 1),
                    order.group(1).equals("True"),
                    sizes.isEmpty() ? List.of(1) : sizes);
        } catch (NumberFormatException e) {
            throw new DataException(name + " has a size in its header that is too large: " + text.strip(), e);
        }
    }

    private static boolean isKnown(char kind, String bytes) {
        return switch (kind) {
            case 'f' -> bytes.equals("4") || bytes.equals("8");
            case 'i' -> List.of("1", "2", "4", "8").contains(bytes);
            case 'u' -> List.of("1", "2").contains(bytes);
            case 'b' -> bytes.equals("1");
            case 'U' -> bytes.length() < 4 && Integer.parseInt(bytes) > 0;
            default -> false;
        };
    }

    private static float[] numbers(DataInputStream in, Header header, int count) throws IOException {
        float[] numbers = new float[Math.min(count, FIRST_NUMBERS)];
        byte[] element = new byte[header.bytes()];
        ByteBuffer buffer = ByteBuffer.wrap(element).order(header.order());
        for (int i = 0; i < count; i++) {
            if (i == numbers.length) {
                numbers = Arrays.copyOf(numbers, (int) Math.min(count, 2L * i));
            }
            in.readFully(element);
            numbers[i] = header.number(buffer);
        }
        return numbers;
    }

    private static NpyArray texts(DataInputStream in, Header header, int count) throws IOException {
        List<String> texts = new ArrayList<>();
        byte[] element = new byte[header.bytes()];
        ByteBuffer buffer = ByteBuffer.wrap(element).order(header.order());
        for (int i = 0; i < count; i++) {
            in.readFully(element);
            var text = new StringBuilder();
            for (int at = 0; at < element.length && buffer.getInt(at) != 0; at += Integer.BYTES) {
                int character = buffer.getInt(at);
                text.appendCodePoint(Character.isValidCodePoint(character) ? character : '\uFFFD');
            }
            texts.add(text.toString());
        }
        return new NpyArray(header.shape(), Matrix.zeros(1, 0), texts, 1);
    }

    /** Returns the array whose first index was fastest with its last one fastest. */
    private NpyArray inOrderOfC() {
        int[] strides = new int[shape.size()];
        int stride = 1;
        for (int d = 0; d < strides.length; d++) {
            strides[d] = stride;
            stride *= shape.get(d);
        }
        int[] from = IntStream.range(0, stride).map(i -> index(i, strides)).toArray();
        float[] ordered = new float[numbers.columns()];
        for (int i = 0; i < ordered.length; i++) {
            ordered[i] = numbers.get(0, from[i]);
        }
        List<String> orderedTexts = texts.isEmpty()
                ? texts
                : Arrays.stream(from).mapToObj(texts::get).toList();
        return new NpyArray(shape, row(ordered), orderedTexts, largest);
    }

    private int index(int inOrderOfC, int[] strides) {
        int rest = inOrderOfC;
        int index = 0;
        for (int d = strides.length - 1; d >= 0; d--) {
            index += rest % shape.get(d) * strides[d];
            rest /= shape.get(d);
        }
        return index;
    }

    /** Returns the shape in brackets. */
    String shown() {
        return shape.toString();
    }
}
