package dev.unroll.core.tensorfile;

import java.util.List;
import java.util.SequencedMap;

/** What a file's header says, every entry sound by itself. */
record TensorHeader(SequencedMap<String, String> metadata, SequencedMap<String, Entry> entries) {

    /** One tensor: {@code size} elements in the bytes {@code begin .. end} after the header. */
    record Entry(DataType type, List<Integer> shape, int size, long begin, long end) {}
}
