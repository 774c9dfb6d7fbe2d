package dev.unroll.spark;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Columns that stages read and add. */
final class Columns {

    private Columns() {}

    /** Returns a column by its name, in which dots and blanks may stand. */
    static Column column(String name) {
        return functions.col("`" + name.replace("`", "``") + "`");
    }

    /** Returns the column of a name; throws if there is none. */
    static StructField named(StructType schema, String name) {
        if (!has(schema, name)) {
            throw new IllegalArgumentException(
                    "there is no column " + name + "; there are " + String.join(", ", schema.fieldNames()));
        }
        return schema.apply(name);
    }

    /**
     * Returns a schema with a column behind its own; throws if it has one of that name.
     *
     * @param param that names the column
     */
    static StructType with(StructType schema, String param, StructField column) {
        if (has(schema, column.name())) {
            throw new IllegalArgumentException("column " + column.name() + " is there already; set " + param
                    + " to another name, or drop the column");
        }
        return schema.add(column);
    }

    private static boolean has(StructType schema, String name) {
        return Arrays.asList(schema.fieldNames()).contains(name);
    }
}
