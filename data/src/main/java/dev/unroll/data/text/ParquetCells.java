package dev.unroll.data.text;

import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.reader.RowReader;
import dev.hardwood.row.PqList;
import dev.hardwood.schema.SchemaNode;
import dev.unroll.core.input.Texts;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Values of Parquet as the texts that a CSV file would have: a number with all its digits and a point, a Boolean as 1 or 0, times
 * in ISO form, nothing where there is no value.
 */
final class ParquetCells {

    /** What stands for a value that no cell can hold. */
    static final String NESTED = "(nested)";

    private static final String BINARY = "(binary)";

    private ParquetCells() {}

    /** Returns the cell of a row in a column. */
    static String of(RowReader row, int column, SchemaNode type) {
        if (row.isNull(column)) {
            return "";
        }
        if (type instanceof SchemaNode.PrimitiveNode primitive) {
            return ofPrimitive(row, column, primitive);
        }
        return row.getValue(column) instanceof PqList list ? ofList(list) : NESTED;
    }

    private static String ofPrimitive(RowReader row, int column, SchemaNode.PrimitiveNode type) {
        if (type.logicalType() instanceof LogicalType.IntType whole && !whole.isSigned()) {
            return type.type() == PhysicalType.INT32
                    ? Integer.toUnsignedString(row.getInt(column))
                    : Long.toUnsignedString(row.getLong(column));
        }
        // Before texts had a type of their own, they were bytes.
        if (type.type() == PhysicalType.BYTE_ARRAY && type.logicalType() == null) {
            String text = new String(row.getBinary(column), StandardCharsets.UTF_8);
            return Texts.problem(text).isPresent() || text.indexOf(Texts.BROKEN) >= 0 ? BINARY : text;
        }
        return of(row.getValue(column));
    }

    /** Returns the numbers of a list parted by blanks, as a sequence stands in a cell. */
    private static String ofList(PqList list) {
        List<String> cells = new ArrayList<>(list.size());
        for (Object value : list.values()) {
            String cell = value == null ? "?" : of(value);
            if (cell.equals(NESTED)) {
                return NESTED;
            }
            cells.add(cell);
        }
        return String.join(" ", cells);
    }

    private static String of(Object value) {
        return switch (value) {
            case Double number -> number.isNaN() ? "" : number.toString();
            case Float number -> number.isNaN() ? "" : number.toString();
            case BigDecimal number -> number.toPlainString();
            case Boolean isSo -> isSo ? "1" : "0";
            case LocalDateTime time -> of(time, "");
            case Instant instant -> of(instant.atOffset(ZoneOffset.UTC).toLocalDateTime(), "Z");
            case byte[] bytes -> BINARY;
            case Number number -> number.toString();
            case CharSequence text -> text.toString();
            case Temporal time -> time.toString();
            case UUID id -> id.toString();
            default -> NESTED;
        };
    }

    /** Returns a date, and a clock where it shows something: the longest text of a column is how its times are written. */
    private static String of(LocalDateTime time, String zone) {
        boolean isDate = time.toLocalTime().equals(LocalTime.MIDNIGHT) && zone.isEmpty();
        return isDate ? time.toLocalDate().toString() : time.toLocalDate() + " " + time.toLocalTime() + zone;
    }
}
