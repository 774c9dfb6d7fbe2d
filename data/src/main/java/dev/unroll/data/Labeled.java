package dev.unroll.data;

/** One example: what is read, and the class it belongs to. */
public sealed interface Labeled permits LabeledText, LabeledVectors {

    /** Returns the class. */
    String label();

    /**
     * Returns a 64-bit FNV-1a hash (Fowler, Noll and Vo 1991) of what is read, the same on every JVM: two examples of
     * equal input have the same, whatever their labels.
     */
    long fingerprint();
}
