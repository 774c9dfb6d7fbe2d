package dev.unroll.data.text;

import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.SchemaNode;
import dev.unroll.core.input.Texts;
import dev.unroll.data.DataException;
import dev.unroll.data.Unreadable;
import dev.unroll.data.file.Problems;
import dev.unroll.data.text.TableForm.Header;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rows of a Parquet file, as if they stood in a CSV file: the names of the columns, then the rows, whose lines count from 1.
 * Cells are written as {@link ParquetCells} says.
 */
final class ParquetRows implements Rows {

    private static final Set<CompressionCodec> CODECS = Set.of(
            CompressionCodec.UNCOMPRESSED, CompressionCodec.SNAPPY, CompressionCodec.ZSTD, CompressionCodec.GZIP);

    /** The library begins its messages with the file's name. */
    private static final Pattern NAMED = Pattern.compile("^\\[[^]]*] ");

    private final Path file;
    private final ParquetInput input;
    private final ParquetFileReader reader;
    private final RowReader rows;
    private final List<SchemaNode> columns;
    private boolean namesAreNext;
    private long line;

    private ParquetRows(Path file, ParquetInput input, ParquetFileReader reader, Header header) {
        this.file = file;
        this.input = input;
        this.reader = reader;
        this.rows = reader.rowReader();
        this.columns = reader.getFileSchema().getRootNode().children();
        this.namesAreNext = header == Header.NAMES;
    }

    /**
     * Opens a file.
     *
     * @throws DataException if it is damaged, encrypted or compressed in a way that is not read
     */
    static ParquetRows open(Path file, Header header) {
        return reading(file, () -> {
            ParquetInput input = ParquetInput.open(file);
            try {
                return of(file, input, header);
            } catch (IOException | RuntimeException e) {
                input.close();
                throw e;
            }
        });
    }

    private static ParquetRows of(Path file, ParquetInput input, Header header) throws IOException {
        ParquetFooter.require(input);
        ParquetFileReader reader = ParquetFileReader.open(input);
        try {
            requireColumns(file, reader);
            requireCodecs(file, reader);
            ParquetPages.require(input, reader.getFileMetaData());
            new ParquetRoom(file, input.length()).require(reader.getFileMetaData(), reader.getFileSchema());
            return new ParquetRows(file, input, reader, header);
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private static void requireColumns(Path file, ParquetFileReader reader) {
        if (reader.getFileSchema().getColumns().isEmpty()) {
            throw new DataException(file + " is a Parquet file without a column; write it again with some");
        }
    }

    private static void requireCodecs(Path file, ParquetFileReader reader) {
        reader.getFileMetaData().rowGroups().stream()
                .flatMap(group -> group.columns().stream())
                .map(column -> column.metaData().codec())
                .filter(codec -> !CODECS.contains(codec))
                .findFirst()
                .ifPresent(codec -> {
                    throw new DataException(file + " is a Parquet file compressed by "
                            + codec.name().toLowerCase(Locale.ROOT)
                            + ", which is not read; write it with snappy, zstd, gzip or none");
                });
        requireLibrary(
                file, reader, CompressionCodec.SNAPPY, "org.xerial.snappy.Snappy", "org.xerial.snappy:snappy-java");
        requireLibrary(file, reader, CompressionCodec.ZSTD, "com.github.luben.zstd.Zstd", "com.github.luben:zstd-jni");
    }

    /** Refuses a file whose codec is not beside this module: both are native, so they come with the command alone. */
    private static void requireLibrary(
            Path file, ParquetFileReader reader, CompressionCodec codec, String name, String artifact) {
        boolean isNeeded = reader.getFileMetaData().rowGroups().stream()
                .flatMap(group -> group.columns().stream())
                .anyMatch(column -> column.metaData().codec() == codec);
        if (isNeeded && ParquetRows.class.getClassLoader().getResource(name.replace('.', '/') + ".class") == null) {
            throw new DataException(file + " is a Parquet file compressed by "
                    + codec.name().toLowerCase(Locale.ROOT) + ": add " + artifact
                    + " to the program, or write the file with gzip or none");
        }
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
            reader.close();
            input.close();
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
