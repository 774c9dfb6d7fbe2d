package dev.unroll.data;

/** An example with the class that it belongs to. */
public interface Labeled extends Example {

    /** Returns the class. */
    String label();
}
