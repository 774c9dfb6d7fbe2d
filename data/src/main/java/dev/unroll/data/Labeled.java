package dev.unroll.data;

import java.util.List;

/** An example with the class that it belongs to. */
public interface Labeled extends Example {

    /** Returns the class. */
    String label();

    @Override
    default List<String> targets() {
        return List.of(label());
    }
}
