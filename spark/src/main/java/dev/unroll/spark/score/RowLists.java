package dev.unroll.spark.score;

import java.util.List;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/** Lists as Spark has them in the cells of rows. */
public final class RowLists {

    private RowLists() {}

    /** Returns the entries of a cell of an array type; null where one is missing. */
    public static List<?> list(Object cell) {
        return CollectionConverters.asJava(((Iterable<?>) cell).toSeq());
    }

    /** Returns what a cell of an array type holds. */
    public static Object cell(List<?> entries) {
        return CollectionConverters.asScala(entries).toSeq();
    }
}
