package dev.unroll.spark.score;

import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;

/**
 * The way from a cell to what is asked.
 *
 * @param <Q> what is asked
 */
public interface Input<Q> {

    /** Returns whether the cells of a column of this type can be read. */
    boolean reads(DataType type);

    /** Returns the type that a column must have, in words. */
    String type();

    /**
     * Returns what a cell asks.
     *
     * @param series the name of the row's series; empty if it has none
     * @throws IllegalArgumentException if there is nothing to answer, or it cannot be read
     */
    Q read(Object cell, String series);

    /** Returns how many steps a network makes of it. */
    int steps(Q question);

    /** Returns whether a type is a list of numbers. */
    static boolean isNumbers(DataType type) {
        return type instanceof ArrayType array && array.elementType() instanceof NumericType;
    }
}
