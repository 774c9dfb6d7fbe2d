package dev.unroll.data.vectors;

import dev.unroll.core.input.Normalization;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.file.Numbers.DecimalMark;
import dev.unroll.data.text.TextForm;
import dev.unroll.data.vectors.SequenceForm.Columns;
import dev.unroll.data.vectors.SequenceForm.Wanted;
import java.util.ArrayList;
import java.util.List;

/** Forms that files of sequences are read in, and what is in a matrix. */
final class Sequences {

    private Sequences() {}

    static SequenceForm form(Wanted wanted) {
        return new SequenceForm(TextForm.of(Normalization.UNICODE), DecimalMark.POINT, Columns.USUAL, wanted);
    }

    static SequenceForm commas() {
        return new SequenceForm(TextForm.of(Normalization.UNICODE), DecimalMark.COMMA, Columns.USUAL, Wanted.LABEL);
    }

    /** Returns the rows of a matrix. */
    static List<List<Float>> rows(Matrix matrix) {
        List<List<Float>> rows = new ArrayList<>();
        for (int t = 0; t < matrix.rows(); t++) {
            List<Float> row = new ArrayList<>();
            for (int j = 0; j < matrix.columns(); j++) {
                row.add(matrix.get(t, j));
            }
            rows.add(row);
        }
        return rows;
    }
}
