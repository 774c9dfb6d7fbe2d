package dev.unroll.core.tensorfile;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Numbers in row-major order with a shape: floats or whole numbers, or a type that is not read. */
public sealed interface Tensor {

    /** Returns a tensor of {@code values}, used as they are; without a shape it is a single number. */
    static Floats of(float[] values, int... shape) {
        return new Floats(values, shape);
    }

    /** Returns a tensor of {@code values}, used as they are; without a shape it is a single number. */
    static Longs of(long[] values, int... shape) {
        return new Longs(values, shape);
    }

    /** Returns the sizes of the dimensions, outermost first. */
    List<Integer> shape();

    /** Returns the number of elements. */
    int size();

    /** 32-bit floats. */
    final class Floats implements Tensor {

        private final float[] values;
        private final int[] shape;

        private Floats(float[] values, int[] shape) {
            this.values = values;
            this.shape = requireShape(shape, values.length);
        }

        /** Returns the values themselves. */
        public float[] values() {
            return values;
        }

        @Override
        public List<Integer> shape() {
            return list(shape);
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Floats that
                    && Arrays.equals(shape, that.shape)
                    && FloatBuffer.wrap(values).equals(FloatBuffer.wrap(that.values));
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(shape) + values.length;
        }

        @Override
        public String toString() {
            return "F32 " + Arrays.toString(shape);
        }
    }

    /** 64-bit whole numbers. */
    final class Longs implements Tensor {

        private final long[] values;
        private final int[] shape;

        private Longs(long[] values, int[] shape) {
            this.values = values;
            this.shape = requireShape(shape, values.length);
        }

        /** Returns the values themselves. */
        public long[] values() {
            return values;
        }

        @Override
        public List<Integer> shape() {
            return list(shape);
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Longs that
                    && Arrays.equals(shape, that.shape)
                    && LongBuffer.wrap(values).equals(LongBuffer.wrap(that.values));
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(shape) + values.length;
        }

        @Override
        public String toString() {
            return "I64 " + Arrays.toString(shape);
        }
    }

    /**
     * A tensor of a file whose numbers are neither, and are not read: complex ones, or floats of a byte.
     *
     * @param type as the file names it
     */
    record Unread(String type, List<Integer> shape) implements Tensor {

        public Unread {
            shape = List.copyOf(shape);
        }

        @Override
        public int size() {
            return shape.stream().reduce(1, Math::multiplyExact);
        }

        @Override
        public String toString() {
            return type + " " + shape;
        }
    }

    private static int[] requireShape(int[] shape, int length) {
        long size = 1;
        for (int dimension : shape) {
            if (dimension < 0) {
                throw new IllegalArgumentException("a tensor's dimensions must be at least 0 but are " + list(shape));
            }
            size = Math.multiplyExact(size, (long) dimension);
        }
        if (size != length) {
            throw new IllegalArgumentException(
                    "a tensor " + list(shape) + " needs " + size + " values but has " + length);
        }
        return shape.clone();
    }

    private static List<Integer> list(int[] shape) {
        return Arrays.stream(shape).boxed().collect(Collectors.toUnmodifiableList());
    }
}
