package dev.unroll.data.parquet;

import java.io.IOException;

/** The types of the compact protocol of Apache Thrift, in the order of their numbers. */
enum ThriftType {
    NONE,
    TRUE,
    FALSE,
    BYTE,
    INT16,
    INT32,
    INT64,
    DOUBLE,
    BINARY,
    LIST,
    SET,
    MAP,
    STRUCT;

    private static final ThriftType[] OF_NUMBERS = values();

    /** Returns the type of a number from 0 on. */
    static ThriftType of(int number) throws IOException {
        if (number >= OF_NUMBERS.length) {
            throw new IOException("type " + number + " is none");
        }
        return OF_NUMBERS[number];
    }
}
