package dev.unroll.data.embedding;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.DataException;
import dev.unroll.data.Unreadable;
import dev.unroll.data.file.Encoding;
import dev.unroll.data.file.LineStream;
import dev.unroll.data.file.Numbers;
import dev.unroll.data.file.Numbers.DecimalMark;
import dev.unroll.data.file.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Word vectors, of the tokens of a vocabulary: trained elsewhere and read from a file, or made by counting which words stand
 * near which.
 */
public final class WordVectors {

    /** The root of the mean square of a counted vector's numbers. */
    private static final float COUNTED_SIZE = 0.25f;

    private final Matrix vectors;
    private final BitSet found;

    private WordVectors(Matrix vectors, BitSet found) {
        this.vectors = vectors;
        this.found = found;
    }

    /**
     * Returns the vectors of a file: {@code WORD NUMBER NUMBER …} a line, as GloVe has them, or with a first line
     * {@code COUNT WIDTH}, as word2vec's text format has. Words that the vocabulary does not hold are passed over. Sources:
     * Pennington, Socher and Manning, "GloVe", EMNLP 2014; Mikolov et al., "word2vec", 2013.
     *
     * @param width the numbers of a vector
     */
    public static WordVectors read(Path file, Vocabulary vocabulary, int width) {
        Problems.requireFile(file);
        var vectors = Matrix.zeros(vocabulary.size(), width);
        var found = new BitSet(vocabulary.size());
        LineStream.read(file, Encoding.FOUND, new LineStream.Visitor() {
            @Override
            public void line(long number, String line) {
                if (number > 1 || !isHeader(line, width, file)) {
                    take(line, file + ":" + number);
                }
            }

            private void take(String line, String place) {
                int blank = line.indexOf(' ');
                String word = blank < 0 ? line : line.substring(0, blank);
                if (!vocabulary.contains(word)) {
                    return;
                }
                List<String> fields = fields(line);
                if (fields.size() < width + 1) {
                    throw new DataException(
                            place + ": \"" + word + "\" has " + Sentence.counted(fields.size() - 1, "number") + " but "
                                    + width + " are expected (model.embedding_size)");
                }
                if (fields.size() > width + 1 && isNumber(fields.get(1))) {
                    throw new DataException(
                            place + ": \"" + word + "\" has " + Sentence.counted(fields.size() - 1, "number") + " but "
                                    + width + " are expected (model.embedding_size)");
                }
                // GloVe's largest file has words with blanks, ". . ." for one, which no tokenizer makes.
                if (fields.size() == width + 1) {
                    int row = vocabulary.indexOf(word);
                    for (int j = 0; j < width; j++) {
                        vectors.set(row, j, number(fields.get(j + 1), place));
                    }
                    found.set(row);
                }
            }

            @Override
            public void unreadable(long number, Unreadable problem) {
                // A word that is not UTF-8 is none that the vocabulary holds.
            }
        });
        // A vector for unknown tokens is no sign that the file knows the texts.
        int known = found.cardinality() - (vocabulary.isOpen() && found.get(0) ? 1 : 0);
        if (known == 0) {
            throw new DataException(file + " has a vector for none of the " + vocabulary.size()
                    + " tokens; is it a file of word vectors, and are the letters' cases the same?");
        }
        return new WordVectors(vectors, found);
    }

    /**
     * Returns vectors of which those of two words are alike if the words have like neighbors, in these texts and no others:
     * the {@code width} strongest directions of what {@link Neighbors} counts, each vector of one length. The unknown token
     * has none. Source: Levy, Goldberg and Dagan, "Improving distributional similarity with lessons learned from word
     * embeddings", 2015, with eigenvalues to the power of 0.
     */
    public static WordVectors count(List<int[]> texts, Vocabulary vocabulary, int width) {
        var neighbors = Neighbors.of(texts, vocabulary.size(), vocabulary.isOpen() ? 1 : 0);
        Matrix vectors = StrongestDirections.of(neighbors, width);
        var found = new BitSet(vocabulary.size());
        for (int row = 0; row < vectors.rows(); row++) {
            double squares = 0;
            for (int j = 0; j < width; j++) {
                squares += vectors.get(row, j) * (double) vectors.get(row, j);
            }
            if (squares > 0) {
                float scale = (float) (COUNTED_SIZE * Math.sqrt(width / squares));
                for (int j = 0; j < width; j++) {
                    vectors.set(row, j, vectors.get(row, j) * scale);
                }
                found.set(row);
            }
        }
        return new WordVectors(vectors, found);
    }

    private static boolean isHeader(String line, int width, Path file) {
        List<String> fields = fields(line);
        if (fields.size() != 2 || !fields.stream().allMatch(field -> field.matches("[0-9]{1,9}"))) {
            return false;
        }
        if (Integer.parseInt(fields.get(1)) != width) {
            throw new DataException(
                    file + " has vectors of " + Sentence.counted(Integer.parseInt(fields.get(1)), "number") + " but "
                            + width + " are expected (model.embedding_size)");
        }
        return true;
    }

    private static List<String> fields(String line) {
        var fields = new ArrayList<String>();
        int start = 0;
        for (int i = 0; i <= line.length(); i++) {
            if (i == line.length() || line.charAt(i) == ' ') {
                if (i > start) {
                    fields.add(line.substring(start, i));
                }
                start = i + 1;
            }
        }
        return fields;
    }

    private static boolean isNumber(String field) {
        return field.matches("[-+]?[0-9].*|[-+]?\\.[0-9].*");
    }

    private static float number(String field, String place) {
        try {
            return Numbers.parse(field, DecimalMark.POINT);
        } catch (IllegalArgumentException e) {
            throw new DataException(place + ": a value " + e.getMessage(), e);
        }
    }

    /** Returns how many tokens have a vector. */
    public int count() {
        return found.cardinality();
    }

    /** Overwrites the rows of a table, [tokens, width], that have a vector here; the others stay. */
    public void writeTo(Matrix table) {
        if (table.rows() != vectors.rows() || table.columns() != vectors.columns()) {
            throw new IllegalArgumentException("the table must be " + vectors + " but is " + table);
        }
        for (int row = found.nextSetBit(0); row >= 0; row = found.nextSetBit(row + 1)) {
            for (int j = 0; j < vectors.columns(); j++) {
                table.set(row, j, vectors.get(row, j));
            }
        }
    }
}
