package dev.unroll.data;

import java.nio.charset.Charset;

/**
 * Why something that was read is no example.
 *
 * @param problem in words, after the place
 */
public record Unreadable(Kind kind, String problem) {

    /** What it takes to read it after all. */
    public enum Kind {
        /** Another encoding. */
        ENCODING,
        /** Other contents. */
        CONTENTS
    }

    /** Returns that something is no example for what stands in it. */
    public static Unreadable of(String problem) {
        return new Unreadable(Kind.CONTENTS, problem);
    }

    /** Returns that bytes are no text in an encoding. */
    public static Unreadable in(Charset charset) {
        return new Unreadable(Kind.ENCODING, "not " + charset.name());
    }

    /** Returns the problem in words. */
    @Override
    public String toString() {
        return problem;
    }
}
