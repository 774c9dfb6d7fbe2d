package dev.unroll.data.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.data.DataException;
import dev.unroll.data.file.Encoding;
import dev.unroll.data.text.TableForm.Separator;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of pandas, Polars and DuckDB, which {@code src/test/parquet/make_parquet.py} writes. */
class ParquetTest {

    private final Path folder;

    ParquetTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static Path file(String name) throws URISyntaxException {
        var found = ParquetTest.class.getResource("/dev/unroll/data/parquet/" + name + ".parquet");
        return Path.of(Objects.requireNonNull(found, name).toURI());
    }

    private static List<Row> rows(Path file) {
        List<Row> read = new ArrayList<>();
        try (Rows rows = Rows.open(file, Encoding.FOUND, TableForm.USUAL, Separator.COMMA)) {
            for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                read.add(row.get());
            }
        }
        return read;
    }

    private static String error(Path file) {
        var error = assertThrows(DataException.class, () -> rows(file));
        return String.valueOf(error.getMessage()).replace(String.valueOf(file.getParent()), "F");
    }

    private Path damaged(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("d.parquet"), bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"snappy", "zstd", "gzip", "none", "polars", "duckdb"})
    void tableIsThatOfACsvFile(String name) throws Exception {
        List<Row> rows = rows(file(name));

        assertEquals(31, rows.size());
        assertEquals(new Row(1, List.of("date", "load", "sold"), Optional.empty()), rows.getFirst());
        assertEquals(new Row(1, List.of("2020-01-31", "0.1", "0"), Optional.empty()), rows.get(1));
        assertEquals(new Row(2, List.of("2020-01-31 06:00", "1.6", "1"), Optional.empty()), rows.get(2));
        assertEquals(new Row(30, List.of("2020-02-07 06:00", "43.6", "29"), Optional.empty()), rows.getLast());
    }

    @Test
    void indexOfPandasIsAColumn() throws Exception {
        assertEquals(
                List.of("load", "sold", "date"), rows(file("pandas")).getFirst().fields());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "millis | 2020-01-01 00:30 | 2020-01-02 01:30 | 2020-01-03 02:30:00.250",
                "micros | 2020-01-01 00:30 | 2020-01-02 01:30 | 2020-01-03 02:30:00.250",
                "nanos | 2020-01-01 00:30 | 2020-01-02 01:30 | 2020-01-03 02:30:00.250",
                "utc | 2020-01-01 00:30Z | 2020-01-02 01:30Z | 2020-01-03 02:30:00.250Z",
                "day | 2020-01-01 | 2020-01-02 | 2020-01-03",
                "clock | 00:30 | 01:30 | 02:30:00.250",
                "int8 | -1 | '' | 127",
                "int32 | -1 | '' | 2147483647",
                "uint32 | 0 | '' | 4294967295",
                "int64 | -1 | '' | 4611686018427387904",
                "uint64 | 0 | '' | 18446744073709551615",
                "half | 0.5 | '' | -2.0",
                "float | 0.1 | '' | 1.0E30",
                "double | 0.1 | '' | 1.0E300",
                "decimal | 1.50 | '' | -12345678901234567890.25",
                "boolean | 1 | '' | 0",
                "text | é, \"b\" | '' | d",
                "bytes | (binary) | '' | ''",
                "list | 0.5 ? 2.0 | '' | ''",
                "struct | (nested) | '' | (nested)",
                "map | (nested) | '' | (nested)"
            })
    void valuesAreCells(String column, String first, String second, String third) throws Exception {
        List<Row> rows = rows(file("types"));
        int index = rows.getFirst().fields().indexOf(column);

        assertEquals(
                List.of(first, second, third),
                rows.stream().skip(1).map(row -> row.fields().get(index)).toList());
    }

    @ParameterizedTest
    @CsvSource({"brotli, brotli", "lz4, lz4_raw"})
    void otherCompressionIsNamed(String name, String codec) throws Exception {
        assertEquals(
                "F/" + name + ".parquet is a Parquet file compressed by " + codec
                        + ", which is not read; write it with snappy, zstd, gzip or none",
                error(file(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"encrypted", "encrypted-column"})
    void encryptionIsNamed(String name) throws Exception {
        assertEquals(
                "F/" + name + ".parquet is an encrypted Parquet file, which is not read; write it without encryption",
                error(file(name)));
    }

    @Test
    void cutFileIsDamaged() throws Exception {
        byte[] bytes = Files.readAllBytes(file("snappy"));

        assertEquals(
                "F/d.parquet is a damaged Parquet file: Not a Parquet file (invalid magic number at end); write or fetch"
                        + " it again",
                error(damaged(Arrays.copyOf(bytes, bytes.length / 2))));
    }

    @Test
    void damagedPageIsDamaged() throws Exception {
        byte[] bytes = Files.readAllBytes(file("snappy"));
        Arrays.fill(bytes, 60, 160, (byte) 0);

        assertEquals(
                "F/d.parquet is a damaged Parquet file: Failed to scan pages for column 'date'; write or fetch it again",
                error(damaged(bytes)));
    }

    @Test
    void pageThatDoesNotFitIsDamaged() throws Exception {
        byte[] bytes = Files.readAllBytes(file("none"));
        // The second byte of how many the first page has.
        bytes[11] = 0x7f;

        assertEquals(
                "F/d.parquet is a damaged Parquet file: the page at byte 4 does not fit into column date; write or"
                        + " fetch it again",
                error(damaged(bytes)));
    }

    @Test
    void snappyThatUnpacksToMoreThanItsPageIsDamaged() throws Exception {
        byte[] bytes = Files.readAllBytes(file("snappy"));
        // The first page is said to unpack to 240 bytes in its header, in zigzag, and where Snappy's bytes begin.
        assertEquals((byte) 0xe0, bytes[7]);
        bytes[7] = (byte) 0xc0;

        assertEquals(
                "F/d.parquet is a damaged Parquet file: the page at byte 4 does not fit into column date; write or fetch it"
                        + " again",
                error(damaged(bytes)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"snappy", "zstd", "none", "types"})
    void anyByteThatIsWrongIsReadOrRefused(String name) throws Exception {
        byte[] bytes = Files.readAllBytes(file(name));
        int refused = 0;
        for (int at = 0; at < bytes.length; at += 17) {
            byte[] changed = bytes.clone();
            changed[at] ^= (byte) 0xff;
            Path file = damaged(changed);
            try {
                rows(file);
            } catch (DataException e) {
                refused++;
            }
        }

        assertTrue(refused > 10, "refused " + refused);
    }
}
