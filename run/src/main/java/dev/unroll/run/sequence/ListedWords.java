package dev.unroll.run.sequence;

import dev.unroll.core.decode.WordList;
import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.data.DataException;
import dev.unroll.data.ReadReport;
import dev.unroll.data.file.Encoding;
import dev.unroll.data.file.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words of a file, which are all that may be said. Where a blank is a token of the target, blanks and ends of lines part words,
 * and an answer has any number of them; else a line is a whole answer.
 */
public final class ListedWords {

    private static final String BLANK = " ";

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** What no token is. */
    private static final int NO_SEPARATOR = -1;

    private ListedWords() {}

    /**
     * Reads the words of a file.
     *
     * @throws DataException if there is none, or one has a token that the model never says; it names the line
     */
    public static WordList read(Path file, TextEncoder target) {
        boolean parts = target.vocabulary().contains(BLANK);
        List<String> lines = text(file).lines().toList();
        List<int[]> words = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            for (String word : (parts ? BLANKS.splitAsStream(line) : Stream.of(line)).toList()) {
                if (!word.isEmpty()) {
                    words.add(tokens(word, target, file + ":" + (i + 1)));
                }
            }
        }
        if (words.isEmpty()) {
            throw new DataException(file + " has no word, so nothing could be said; write one on each line");
        }
        return new WordList(words, parts ? target.vocabulary().indexOf(BLANK) : NO_SEPARATOR);
    }

    private static String text(Path file) {
        if (Files.isDirectory(file)) {
            throw new DataException("--words must be a file with a word on each line, but " + file
                    + " is a folder; name a file inside it");
        }
        try {
            return TextFile.read(file, Encoding.FOUND);
        } catch (DataException e) {
            // No option names the encoding of a list.
            throw new DataException(
                    String.valueOf(e.getMessage())
                            .replace(ReadReport.OTHER_ENCODING, "a list of words must be in UTF-8, so save it as that"),
                    e);
        }
    }

    private static int[] tokens(String word, TextEncoder target, String place) {
        List<String> tokens = target.tokens(word);
        for (String token : tokens) {
            if (!target.vocabulary().contains(token)) {
                throw new DataException(place + ": the model never says " + Sentence.quoted(token) + ", which the word "
                        + Sentence.quoted(word) + " has; leave it out");
            }
        }
        if (tokens.isEmpty()) {
            throw new DataException(place + ": nothing of " + Sentence.quoted(word) + " is a token; leave it out");
        }
        return tokens.stream().mapToInt(target.vocabulary()::indexOf).toArray();
    }
}
