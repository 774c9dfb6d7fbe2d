package dev.unroll.core.stream;

/** What becomes of an event that the model cannot read, or after which a number is not finite; the state stays as it was. */
public enum BadEvents {
    /** It is thrown, and the engine does what it does with errors. */
    THROW,
    /** It gives no answer, and is counted. */
    SKIP
}
