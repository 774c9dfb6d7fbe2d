package dev.unroll.data;

/**
 * Where something stands in the files that were read.
 *
 * @param line on which it begins, from 1; 0 of a file that has no lines
 */
public record FilePlace(String file, long line) {

    /** Returns the place of what is a whole file, a sound for instance. */
    public static FilePlace whole(String file) {
        return new FilePlace(file, 0);
    }

    /** Returns the place as editors know it: {@code reviews.csv:12}. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
