package dev.unroll.data.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.unroll.core.input.Normalization;
import dev.unroll.data.TextDataset;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * "Which language is this word?": the data set that needs no download.
 *
 * <p>Words of thirty-two languages in Latin script, from Unicode's locale data (CLDR): names of countries, languages,
 * currencies, scripts, months and weekdays, in lower case; a word that two of the languages share is left out. The
 * resource's first lines say which CLDR and which JDK; Unicode's licence is beside it in {@code words.LICENSE.txt}.
 */
public final class EmbeddedWords {

    /** The version of Unicode's locale data that the words are from. */
    public static final String CLDR_VERSION = "47";

    private static final String RESOURCE = "words.txt";

    private EmbeddedWords() {}

    /** Returns the words as they are: accents kept. */
    public static TextDataset load() {
        return load(Normalization.UNICODE_LOWER_CASE);
    }

    /** Returns the words in a form; in an ASCII form, some belong to several languages. */
    public static TextDataset load(Normalization normalization) {
        var collector = new Collector(TextForm.of(normalization));
        collector.beginFile();
        try (var reader = new BufferedReader(new InputStreamReader(open(), UTF_8))) {
            read(reader, collector);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return collector.dataset("words", "resource " + RESOURCE);
    }

    private static InputStream open() {
        return Objects.requireNonNull(
                EmbeddedWords.class.getResourceAsStream(RESOURCE), "the jar lacks its resource " + RESOURCE);
    }

    /** Reads comments ({@code #}), languages ({@code [Name]}) and, below each, its words. A word is a line to report. */
    private static void read(BufferedReader reader, Collector collector) throws IOException {
        String language = "";
        long number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (line.startsWith("#") || line.isEmpty()) {
                continue;
            }
            if (line.startsWith("[")) {
                language = line.substring(1, line.length() - 1);
                continue;
            }
            for (String word : line.split(" ", -1)) {
                collector.add(RESOURCE, number, word, language);
            }
        }
    }
}
