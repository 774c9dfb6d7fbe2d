package dev.unroll.data.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.data.DataException;
import dev.unroll.data.file.Encoding;
import dev.unroll.data.text.Row;
import dev.unroll.data.text.Rows;
import dev.unroll.data.text.TableForm;
import dev.unroll.data.text.TableForm.Separator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet files of a column x with the one number 7, which say what is not so. */
class ParquetClaimsTest {

    private static final int START = 4;
    private static final int INT32 = 1;
    private static final int BYTE_ARRAY = 6;
    private static final int FIXED_LEN_BYTE_ARRAY = 7;
    private static final int PLAIN = 0;
    private static final int DELTA_BYTE_ARRAY = 7;
    private static final int UNPACKED = 0;
    private static final int GZIP = 2;
    private static final byte[] SEVEN = {7, 0, 0, 0};

    private static final int LONG = 40_000;

    private final Path file;

    ParquetClaimsTest(@TempDir Path folder) {
        this.file = folder.resolve("x.parquet");
    }

    private static ThriftBytes element(int type) {
        return new ThriftBytes().int32(1, type).int32(3, 0).text(4, "x");
    }

    private static ThriftBytes group(int inside) {
        return new ThriftBytes().int32(3, 0).text(4, "g").int32(5, inside);
    }

    private static byte[] page(int encoding, int values, int unpacked, byte[] contents) {
        ThriftBytes data = new ThriftBytes()
                .int32(1, values)
                .int32(2, encoding)
                .int32(3, 3)
                .int32(4, 3);
        byte[] header = new ThriftBytes()
                .int32(1, 0)
                .int32(2, unpacked)
                .int32(3, contents.length)
                .struct(5, data)
                .ended();
        return joined(header, contents);
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        Stream.of(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static ThriftBytes column(int type, int codec, long values, long size) {
        ThriftBytes column = new ThriftBytes()
                .int32(1, type)
                .listOf(3, ThriftType.BINARY, 1)
                .varint(1)
                .varint('x')
                .int32(4, codec)
                .int64(5, values)
                .int64(6, size)
                .int64(7, size)
                .int64(9, START);
        return new ThriftBytes().struct(3, column);
    }

    private static ThriftBytes footer(long rows, ThriftBytes[] schema, ThriftBytes... columns) {
        ThriftBytes rowGroup = new ThriftBytes().structs(1, columns).int64(3, rows);
        return new ThriftBytes().int32(1, 1).structs(2, schema).int64(3, rows).structs(4, rowGroup);
    }

    private static ThriftBytes[] schema(ThriftBytes column) {
        return new ThriftBytes[] {group(1), column};
    }

    private List<List<String>> rows(byte[] pages, ThriftBytes footer) throws IOException {
        byte[] letters = "PAR1".getBytes(StandardCharsets.US_ASCII);
        byte[] end = footer.ended();
        byte[] length = ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(end.length)
                .array();
        Files.write(file, joined(letters, pages, end, length, letters));
        List<List<String>> read = new ArrayList<>();
        try (Rows rows = Rows.open(file, Encoding.FOUND, TableForm.USUAL, Separator.COMMA)) {
            for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                read.add(row.get().fields());
            }
        }
        return read;
    }

    private String error(byte[] pages, ThriftBytes footer) {
        var error = assertThrows(DataException.class, () -> rows(pages, footer));
        return String.valueOf(error.getMessage()).replace(String.valueOf(file.getParent()), "F");
    }

    private static String damaged(String how) {
        return "F/x.parquet is a damaged Parquet file: " + how + "; write or fetch it again";
    }

    @Test
    void honestFileIsRead() throws IOException {
        byte[] page = page(PLAIN, 1, 4, SEVEN);

        assertEquals(
                List.of(List.of("x"), List.of("7")),
                rows(page, footer(1, schema(element(INT32)), column(INT32, UNPACKED, 1, page.length))));
    }

    /** More than two batches of Hardwood's, so each column is read before the rows are. */
    @Test
    void longFileIsRead() throws IOException {
        byte[] page = sevens(LONG);

        List<List<String>> rows =
                rows(page, footer(LONG, schema(element(INT32)), column(INT32, UNPACKED, LONG, page.length)));
        assertEquals(1 + LONG, rows.size());
        assertEquals(List.of("7"), rows.getLast());
    }

    @Test
    void longFileWithAColumnThatIsShorterIsRefused() {
        byte[] page = sevens(LONG - 1);

        assertEquals(
                damaged("column x has 39,999 rows of 40,000"),
                error(page, footer(LONG, schema(element(INT32)), column(INT32, UNPACKED, LONG - 1, page.length))));
    }

    private static byte[] sevens(int count) {
        byte[] values = new byte[count * SEVEN.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = SEVEN[i % SEVEN.length];
        }
        return page(PLAIN, count, values.length, values);
    }

    @Test
    void textThatIsLongerThanTheFooterIsRefused() {
        assertEquals(
                damaged("its footer of 11 bytes says that it has more than that"),
                error(SEVEN, new ThriftBytes().int32(1, 1).textOf(6, Integer.MAX_VALUE - 9)));
    }

    @Test
    void listThatIsLongerThanTheFooterIsRefused() {
        assertEquals(
                damaged("its footer of 12 bytes says that it has more than that"),
                error(SEVEN, new ThriftBytes().int32(1, 1).listOf(5, ThriftType.STRUCT, 1L << 30)));
    }

    @Test
    void listOfOtherElementsThanParquetHasIsRefused() {
        assertEquals(
                damaged("its footer is none, as a list has elements of type BINARY"),
                error(SEVEN, new ThriftBytes().listOf(7, ThriftType.BINARY, 1).varint(0)));
    }

    @Test
    void numberThatIsATextIsRefused() {
        assertEquals(
                damaged("its footer is none, as field 5 has type BINARY"),
                error(SEVEN, new ThriftBytes().structs(2, new ThriftBytes().text(5, "x"))));
    }

    @Test
    void columnsInColumnsWithoutEndAreRefused() {
        ThriftBytes[] schema = new ThriftBytes[70];
        for (int i = 0; i < schema.length; i++) {
            schema[i] = i < schema.length - 1 ? group(1) : element(INT32);
        }

        assertEquals(damaged("its columns lie in each other deeper than 64 times"), error(SEVEN, footer(0, schema)));
    }

    @Test
    void listsInListsWithoutEndAreRefused() {
        ThriftBytes footer = new ThriftBytes().listOf(20, ThriftType.LIST, 1);
        // The head of a list of one list is a single byte.
        for (int i = 0; i < 100_000; i++) {
            footer.varint(0x19);
        }

        assertEquals(damaged("its footer is none, as structs lie too deep in each other"), error(SEVEN, footer));
    }

    @Test
    void pageOfMoreThanCanBePackedIsRefused() {
        byte[] page = page(PLAIN, 1, 1_000_000, SEVEN);

        assertEquals(
                damaged("the page at byte 4 does not fit into column x"),
                error(page, footer(1, schema(element(INT32)), column(INT32, GZIP, 1, page.length))));
    }

    @Test
    void pageOfMoreValuesThanItsColumnIsRefused() {
        byte[] page = page(PLAIN, 2, 4, SEVEN);

        assertEquals(
                damaged("the page at byte 4 does not fit into column x"),
                error(page, footer(1, schema(element(INT32)), column(INT32, UNPACKED, 1, page.length))));
    }

    @Test
    void pagesOfMoreValuesThanTheirColumnAreRefused() {
        byte[] page = page(PLAIN, 1, 4, SEVEN);
        byte[] pages = joined(page, page);

        assertEquals(
                damaged("the pages of column x have more values (2) than it has itself (1)"),
                error(pages, footer(1, schema(element(INT32)), column(INT32, UNPACKED, 1, pages.length))));
    }

    @Test
    void moreValuesThanTheFileIsWorthAreRefused() {
        byte[] page = page(PLAIN, 30_000, 4, SEVEN);

        assertEquals(
                "F/x.parquet is a Parquet file of 122 bytes that says that column x has 30,000 values, more than 8 a byte;"
                        + " fetch it again, or write it as CSV",
                error(page, footer(30_000, schema(element(INT32)), column(INT32, UNPACKED, 30_000, page.length))));
    }

    @Test
    void columnThatIsWiderThanTheFileIsWorthIsRefused() {
        byte[] page = page(PLAIN, 1, 4, SEVEN);
        ThriftBytes wide = element(FIXED_LEN_BYTE_ARRAY).int32(2, 60_000);

        assertEquals(
                "F/x.parquet is a Parquet file of 119 bytes that says that its columns are so wide that 16,384 rows take"
                        + " 2,949,316,608 bytes; fetch it again, or write it as CSV",
                error(page, footer(1, schema(wide), column(FIXED_LEN_BYTE_ARRAY, UNPACKED, 1, page.length))));
    }

    @Test
    void columnsThatLieOverEachOtherAreRefused() {
        byte[] page = page(PLAIN, 50, 200, new byte[200]);
        ThriftBytes column = column(INT32, UNPACKED, 50, page.length);
        ThriftBytes[] schema = {group(3), element(INT32), element(INT32), element(INT32)};

        assertEquals(
                damaged("column x lies over another one"), error(page, footer(50, schema, column, column, column)));
    }

    @Test
    void listOfOtherPagesThanAreThereIsRefused() {
        byte[] page = page(PLAIN, 1, 4, SEVEN);
        ThriftBytes location =
                new ThriftBytes().int64(1, START + 1).int32(2, page.length).int64(3, 0);
        byte[] list = new ThriftBytes().structs(1, location).ended();
        ThriftBytes column = column(INT32, UNPACKED, 1, page.length)
                .int64(4, START + page.length)
                .int32(5, list.length);

        assertEquals(
                damaged("the list of the pages of column x has others than are there"),
                error(joined(page, list), footer(1, schema(element(INT32)), column)));
    }

    /** What is in a page is looked at by Hardwood alone; what it then allocates in vain is a sentence. */
    @Test
    void textInAPageThatTakesMoreThanThereIsIsRefused() {
        byte[] page = page(DELTA_BYTE_ARRAY, 1, 13, delta(Integer.MAX_VALUE));

        assertEquals(
                damaged("Error in pipeline for column 'x'"),
                error(page, footer(1, schema(element(BYTE_ARRAY)), column(BYTE_ARRAY, UNPACKED, 1, page.length))));
    }

    /** One text of no letters of its own and so many of the text before it. */
    private static byte[] delta(int prefix) {
        return new ThriftBytes()
                .varint(128)
                .varint(4)
                .varint(1)
                .varint((long) prefix << 1)
                .varint(128)
                .varint(4)
                .varint(1)
                .ended();
    }
}
