package dev.unroll.data.text;

import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.SchemaNode;
import dev.unroll.core.input.Texts;
import dev.unroll.data.DataException;
import dev.unroll.data.Unreadable;
import dev.unroll.data.file.Problems;
import dev.unroll.data.parquet.ParquetSource;
import dev.unroll.data.text.TableForm.Header;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rows of a Parquet file, as if they stood in a CSV file: the names of the columns, then the rows, whose lines count from 1.
 * Cells are written as {@link ParquetCells} says.
 */
final class ParquetRows implements Rows {

    /** The library begins its messages with the file's name. */
    private static final Pattern NAMED = Pattern.compile("^\\[[^]]*] ");

    private final Path file;
    private final ParquetSource source;
    private final RowReader rows;
    private final List<SchemaNode> columns;
    private boolean namesAreNext;
    private long line;

    private ParquetRows(Path file, ParquetSource source, Header header) {
        this.file = file;
        this.source = source;
        this.rows = source.reader().rowReader();
        this.columns = source.reader().getFileSchema().getRootNode().children();
        this.namesAreNext = header == Header.NAMES;
    }

    /**
     * Opens a file.
     *
     * @throws DataException if it is damaged, encrypted or compressed in a way that is not read
     */
    static ParquetRows open(Path file, Header header) {
        return reading(file, () -> {
            ParquetSource source = ParquetSource.open(file);
            try {
                return new ParquetRows(file, source, header);
            } catch (RuntimeException e) {
                source.close();
                throw e;
            }
        });
    }

    @Override
    public Optional<Row> next() {
        if (namesAreNext) {
            namesAreNext = false;
            return Optional.of(row(1, columns.stream().map(SchemaNode::name).toList()));
        }
        return reading(file, () -> {
            if (!rows.hasNext()) {
                return Optional.empty();
            }
            rows.next();
            List<String> cells = new ArrayList<>(columns.size());
            for (int i = 0; i < columns.size(); i++) {
                cells.add(ParquetCells.of(rows, i, columns.get(i)));
            }
            return Optional.of(row(++line, cells));
        });
    }

    private static Row row(long line, List<String> cells) {
        Optional<Unreadable> problem = cells.stream()
                .flatMap(cell -> Texts.problem(cell).stream())
                .findFirst()
                .map(Unreadable::of);
        return new Row(
                line,
                problem.isPresent() ? cells : cells.stream().map(Texts::read).toList(),
                problem);
    }

    @Override
    public void close() {
        reading(file, () -> {
            rows.close();
            source.close();
            return file;
        });
    }

    /** Runs a step of the library; of a damaged file it fails in many ways, and says so in an exception of any kind. */
    private static <T> T reading(Path file, Problems.Reading<T> step) {
        try {
            return step.read();
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            String message = NAMED.matcher(String.valueOf(e.getMessage())).replaceFirst("");
            throw new DataException(
                    message.contains("ncrypted")
                            ? file + " is an encrypted Parquet file, which is not read; write it without encryption"
                            : file + " is a damaged Parquet file: " + message + "; write or fetch it again",
                    e);
        }
    }
}
