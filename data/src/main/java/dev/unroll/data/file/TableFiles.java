package dev.unroll.data.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which files are tables. */
public final class TableFiles {

    private static final String[] ENDINGS = {".csv", ".tsv", ".tab", ".parquet", ".pq"};

    /** How a Parquet file begins: plain, or with an encrypted end. */
    private static final String PARQUET = "PAR1";

    private static final String ENCRYPTED_PARQUET = "PARE";

    private TableFiles() {}

    /** Returns whether a file is named as a table. */
    public static boolean isNamedSo(Path file) {
        return Names.hasEnding(file, ENDINGS);
    }

    /** Returns whether a file is one of Parquet, told by its first bytes. */
    public static boolean isParquet(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            String beginning = new String(in.readNBytes(PARQUET.length()), StandardCharsets.ISO_8859_1);
            return beginning.equals(PARQUET) || beginning.equals(ENCRYPTED_PARQUET);
        } catch (IOException e) {
            // Whoever reads the file says what stands in the way.
            return false;
        }
    }
}
