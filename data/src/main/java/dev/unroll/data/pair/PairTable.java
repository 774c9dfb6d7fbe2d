package dev.unroll.data.pair;

import dev.unroll.data.DataException;
import dev.unroll.data.file.Encoding;
import dev.unroll.data.file.TableFiles;
import dev.unroll.data.pair.PairFormat.Table;
import dev.unroll.data.rows.RowTable;
import dev.unroll.data.text.TableForm;
import dev.unroll.data.text.TableForm.Columns;
import dev.unroll.data.text.TableForm.Header;
import dev.unroll.data.text.TableForm.Separator;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** A table of pairs whose separator is known. */
record PairTable(RowTable rows, Table table) {

    private static final Columns USUAL = new Columns("source", "target");

    /** Which fields of a row are its sides, and whether the first row is one of pairs. */
    private record Places(Header header, int source, int target) {}

    /** Finds the separator: the one under which the first row has the columns, else the tab, else that of the most fields. */
    static PairTable open(Path file, Encoding encoding, Table table) {
        Comparator<RowTable> order = Comparator.comparing((RowTable rows) -> new PairTable(rows, table).namesColumns())
                .thenComparing(PairTable::isOfTabs)
                .thenComparingInt(rows -> rows.first().size());
        return new PairTable(RowTable.open(file, encoding, form(file, table), order), table);
    }

    private static TableForm form(Path file, Table table) {
        // Parquet has names of columns always, and they come first.
        Header header =
                TableFiles.isParquet(file) ? Header.NAMES : table.header().orElse(Header.NONE);
        return new TableForm(table.columns().orElse(USUAL), table.separator(), table.quotes(), header);
    }

    /** Returns whether the first row names the columns that are looked for. */
    boolean namesColumns() {
        Columns columns = table.columns().orElse(USUAL);
        return find(columns.text()).isPresent() && find(columns.label()).isPresent();
    }

    private static boolean isOfTabs(RowTable rows) {
        return rows.separator() == Separator.TAB && rows.first().size() > 1;
    }

    private Path file() {
        return rows.file();
    }

    private List<String> first() {
        return rows.first();
    }

    /** Returns the index of a column: the one of this name, else the only one of this name in other letters' cases. */
    private OptionalInt find(String name) {
        int exact = first().indexOf(name);
        if (exact >= 0) {
            return OptionalInt.of(exact);
        }
        int[] alike = IntStream.range(0, first().size())
                .filter(i -> first().get(i).equalsIgnoreCase(name))
                .toArray();
        return alike.length == 1 ? OptionalInt.of(alike[0]) : OptionalInt.empty();
    }

    private Places places() {
        if (first().size() < 2) {
            throw new DataException(
                    file() + " must have two columns or more, a source and its target in each row, but its"
                            + " first row has one field; name what parts them by --set separator=NAME");
        }
        Header header = header();
        if (header == Header.NAMES && (table.columns().isPresent() || namesColumns())) {
            Columns columns = table.columns().orElse(USUAL);
            return places(header, named(columns.text(), "source_column"), named(columns.label(), "target_column"));
        }
        if (table.columns().isPresent()) {
            Columns columns = table.columns().get();
            return places(
                    header, numbered(columns.text(), "source_column"), numbered(columns.label(), "target_column"));
        }
        return new Places(header, 0, 1);
    }

    private Places places(Header header, int source, int target) {
        if (source == target) {
            throw new DataException(file()
                    + " must have source and target in different columns, but both are in column " + (source + 1));
        }
        return new Places(header, source, target);
    }

    private Header header() {
        if (TableFiles.isParquet(file())) {
            return Header.NAMES;
        }
        return table.header().orElseGet(() -> {
            boolean numbered = table.columns()
                    .map(columns -> RowTable.isNumber(columns.text()) && RowTable.isNumber(columns.label()))
                    .orElse(true);
            return namesColumns() || !numbered ? Header.NAMES : Header.NONE;
        });
    }

    private int named(String name, String key) {
        return find(name)
                .orElseThrow(() -> new DataException(file() + " has no column \"" + name
                        + "\"; its first row names " + rows.shown() + ". Name one of these by --set " + key
                        + "=NAME, or give numbers of columns, from 1"));
    }

    private int numbered(String name, String key) {
        if (!RowTable.isNumber(name) || Integer.parseInt(name) > first().size()) {
            throw new DataException(file() + " has no column \"" + name
                    + "\": without a header its columns are numbered from 1 to " + first().size()
                    + ". Give one of these numbers by --set " + key + "=NUMBER");
        }
        return Integer.parseInt(name) - 1;
    }

    void read(PairCollector collector) {
        Places places = places();
        rows.read(
                places.header(),
                row -> collector.add(
                        row.line(),
                        row.fields().get(places.source()),
                        row.fields().get(places.target())),
                collector);
    }
}
