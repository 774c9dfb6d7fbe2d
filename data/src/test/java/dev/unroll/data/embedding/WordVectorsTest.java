package dev.unroll.data.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordVectorsTest {

    private static final Vocabulary VOCABULARY = Vocabulary.open(List.of("the", "film", "rare", "."));

    private final Path file;

    WordVectorsTest(@TempDir Path folder) {
        this.file = folder.resolve("vectors.txt");
    }

    private WordVectors read(String text) throws IOException {
        Files.writeString(file, text);
        return WordVectors.read(file, VOCABULARY, 2);
    }

    private void assertError(String message, String text) {
        var error = assertThrows(DataException.class, () -> read(text));
        assertEquals(message, String.valueOf(error.getMessage()).replace(file.toString(), "F"));
    }

    private static List<Float> row(Matrix table, int row) {
        return List.of(table.get(row, 0), table.get(row, 1));
    }

    @Test
    void wordsOfTheVocabularyAreTakenAndOthersStay() throws IOException {
        WordVectors vectors = read("the 0.5 -1e-1\nunknown 9 9\n. . . 7 7\n. 0 2\nfilm -3 4");
        assertEquals(3, vectors.count());
        Matrix table = Matrix.zeros(5, 2);
        table.set(3, 0, 42);
        vectors.writeTo(table);
        assertEquals(List.of(0.5f, -0.1f), row(table, 1));
        assertEquals(List.of(-3f, 4f), row(table, 2));
        assertEquals(List.of(42f, 0f), row(table, 3));
        assertEquals(List.of(0f, 2f), row(table, 4));
        assertEquals(List.of(0f, 0f), row(table, 0));
    }

    @Test
    void theVectorForUnknownTokensIsTakenAndThatForPaddingIsNot() throws IOException {
        WordVectors vectors = read("<pad> 0 0\n<unk> 8 9\nfilm 1 2\n");
        assertEquals(2, vectors.count());
        Matrix table = Matrix.zeros(5, 2);
        vectors.writeTo(table);
        assertEquals(List.of(8f, 9f), row(table, 0));
        assertEquals(List.of(1f, 2f), row(table, 2));
        assertError(
                "F has a vector for none of the 5 tokens; is it a file of word vectors, and are the letters' cases the"
                        + " same?",
                "<pad> 0 0\n<unk> 8 9\nFilm 1 2\n");
    }

    @Test
    void theHeaderOfWord2vecIsNoWord() throws IOException {
        assertEquals(1, read("3 2\nfilm 1 2\n").count());
    }

    @Test
    void whatDoesNotFitIsNamed() {
        assertError("F has vectors of 300 numbers but 2 are expected (model.embedding_size)", "3 300\nfilm 1 2\n");
        assertError("F:2: \"film\" has 3 numbers but 2 are expected (model.embedding_size)", "the 1 2\nfilm 1 2 3\n");
        assertError("F:1: \"the\" has 1 number but 2 are expected (model.embedding_size)", "the 1\n");
        assertError("F:1: a value must be a number but is \"x\"", "the 1 x\n");
        assertError("F:1: a value must be a number but is \"NaN\"", "the NaN 1\n");
        assertError(
                "F has a vector for none of the 5 tokens; is it a file of word vectors, and are the letters' cases the"
                        + " same?",
                "THE 1 2\n");
    }

    @Test
    void wordsOfLikeNeighborsGetLikeVectorsOfOneLength() {
        // "film" and "rare" stand between "the" and "the", "." stands among its like.
        List<int[]> texts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            texts.add(new int[] {1, i % 2 == 0 ? 2 : 3, 1});
            texts.add(new int[] {4, 0, 4});
        }
        WordVectors vectors = WordVectors.count(texts, VOCABULARY, 2);
        assertEquals(4, vectors.count());
        Matrix table = Matrix.zeros(5, 2);
        vectors.writeTo(table);
        assertEquals(1, cosine(table, 2, 3), 1e-5);
        assertEquals(0, cosine(table, 2, 4), 0.1);
        assertEquals(List.of(0f, 0f), row(table, 0), "the unknown token has no vector");
        for (int token = 1; token < 5; token++) {
            assertEquals(2 * 0.25 * 0.25, squares(table, token), 1e-6);
        }
    }

    private static double cosine(Matrix table, int a, int b) {
        double product = table.get(a, 0) * table.get(b, 0) + table.get(a, 1) * table.get(b, 1);
        return product / Math.sqrt(squares(table, a) * squares(table, b));
    }

    private static double squares(Matrix table, int row) {
        return table.get(row, 0) * table.get(row, 0) + table.get(row, 1) * table.get(row, 1);
    }

    @Test
    void aWordWithoutNeighborsHasNoVector() {
        WordVectors vectors = WordVectors.count(List.of(new int[] {1, 2}, new int[] {3}), VOCABULARY, 2);
        assertEquals(2, vectors.count());
    }
}
