package dev.unroll.core.network;

import dev.unroll.core.engine.Unrolling;

/**
 * How the words of a batch are spelled: each form once, in the order in which the rows have it first, so that it depends on
 * the batch alone.
 */
final class WordForms {

    private final Batch letters = new Batch();
    private int[] forms = {};
    private int[] distinct = {};

    /** By spelling, 1 and the place of its form; 0 for those that no row has so far. */
    private int[] places = {};

    /** Takes the words of a batch that is laid out. */
    void of(Sequences.Words given, Batch batch) {
        Unrolling unrolling = batch.unrolling();
        fit(unrolling.rows());
        if (places.length < given.letters().count()) {
            places = new int[given.letters().count()];
        }
        int count = 0;
        for (int row = 0; row < unrolling.rows(); row++) {
            int spelling = given.spelling(batch.example(unrolling.sequence(row)), batch.step(row));
            if (places[spelling] == 0) {
                distinct[count++] = spelling;
                places[spelling] = count;
            }
            forms[row] = places[spelling] - 1;
        }
        for (int i = 0; i < count; i++) {
            places[distinct[i]] = 0;
        }
        letters.of(given.letters(), distinct, 0, count);
    }

    /** Takes the words of a batch of one step each, every one as a form of its own; the letters are by sequence. */
    void ofEach(int[][] spellings, Batch batch) {
        fit(batch.size());
        for (int row = 0; row < batch.size(); row++) {
            forms[row] = row;
            if (spellings[batch.example(row)].length == 0) {
                throw new IllegalArgumentException("the word of sequence " + batch.example(row)
                        + " must have at least one letter but has none; give it a token for no letter");
            }
        }
        letters.ofLetters(spellings, batch);
    }

    private void fit(int rows) {
        if (forms.length < rows) {
            forms = new int[rows];
            distinct = new int[rows];
        }
    }

    Batch letters() {
        return letters;
    }

    int form(int row) {
        return forms[row];
    }
}
