package dev.unroll.data.text;

import dev.unroll.core.input.BytePairs;
import dev.unroll.data.DataException;
import dev.unroll.data.file.Encoding;
import dev.unroll.data.file.Problems;
import dev.unroll.data.file.TextFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a {@code tokenizer.json} of Hugging Face's tokenizers. */
public final class TokenizerFile {

    /** The most bytes: twice the largest vocabularies that are published. */
    public static final long LARGEST = 1 << 26;

    private static final String ADVICE = "; take the file as it was published, or let pieces be learned";

    private TokenizerFile() {}

    /**
     * Returns the byte-pair pieces of a file, as {@link BytePairs#readTokenizerJson} says.
     *
     * @throws DataException if it is larger than {@value #LARGEST} bytes, cannot be read, or is no such file
     */
    public static BytePairs read(Path file) {
        Problems.requireFile(file);
        return Problems.reading(file, () -> {
            long size = Files.size(file);
            if (size > LARGEST) {
                throw new DataException(file + " has " + size + " bytes, of at most " + LARGEST
                        + " that a tokenizer may have; check that it is a tokenizer.json");
            }
            var decoded = TextFile.decode(Files.readAllBytes(file), Encoding.FOUND);
            if (decoded.problem().isPresent()) {
                throw new DataException(file + " must be a tokenizer.json but is "
                        + decoded.problem().get());
            }
            return parsed(file, decoded.text());
        });
    }

    private static BytePairs parsed(Path file, String text) {
        try {
            return BytePairs.readTokenizerJson(new StringReader(text), file.toString());
        } catch (IOException e) {
            throw new DataException(
                    file + " must be a tokenizer.json but cannot be read as one: " + e.getMessage() + ADVICE, e);
        } catch (IllegalArgumentException e) {
            throw new DataException(e.getMessage() + ADVICE, e);
        }
    }
}
