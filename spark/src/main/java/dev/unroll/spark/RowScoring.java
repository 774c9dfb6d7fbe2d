package dev.unroll.spark;

import dev.unroll.spark.score.AnswerColumn;
import dev.unroll.spark.score.Scorer;
import java.io.Serial;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/** What a task does: it scores the rows of a partition. */
final class RowScoring implements MapPartitionsFunction<Row, Row> {

    @Serial
    private static final long serialVersionUID = 1;

    /** The index of a column that there is not. */
    static final int NONE = -1;

    private final ModelPlace place;
    private final Form form;

    RowScoring(ModelPlace place, Form form) {
        this.place = place;
        this.form = form;
    }

    /**
     * How rows are read and what is added to them.
     *
     * @param column the name of the input column
     * @param input its index
     * @param series the index of the column of names of series, or {@link #NONE}
     * @param kinds which answers are added
     * @param invalid what becomes of rows that cannot be scored
     * @param reasons whether a column says why a row has no answer
     * @param window how many rows are held to be put in batches
     */
    record Form(
            String column,
            int input,
            int series,
            List<AnswerColumn.Kind> kinds,
            InvalidRows invalid,
            Reasons reasons,
            int window)
            implements Serializable {

        /** Returns which of a scorer's columns are added, by their index. */
        int[] added(Scorer<?> scorer) {
            List<AnswerColumn> columns = scorer.columns();
            return IntStream.range(0, columns.size())
                    .filter(i -> kinds.contains(columns.get(i).kind()))
                    .toArray();
        }
    }

    /** Whether a column says why a row has no answer. */
    enum Reasons {
        SAID,
        UNSAID
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new ScoredRows<>(place.ready().first().fork(), form, rows);
    }
}
