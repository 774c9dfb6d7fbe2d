package dev.unroll.spark;

import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.spark.score.Scorer;
import java.io.IOException;
import java.io.Serial;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;

/** Models of Unroll as functions of SQL. */
public final class UnrollFunctions {

    private UnrollFunctions() {}

    /**
     * Makes a function of SQL of the model in a folder: {@code SELECT sentiment(review) FROM reviews}.
     *
     * @param name of the function
     * @param folder as {@link UnrollModel#fromFolder} reads it
     */
    public static void register(SparkSession spark, String name, String folder) throws IOException {
        register(spark, name, UnrollModel.fromFolder(folder));
    }

    /**
     * Makes a function of SQL of a model, whose value is what stands in the column of its predictions. It asks row by row, which
     * Spark's functions must: where speed counts, {@link UnrollModel#transform} answers many rows at once.
     *
     * @param model of which {@code shipping} and {@code handleInvalid} hold here too; {@code keep} gives null
     * @throws IllegalArgumentException if {@code handleInvalid} is {@code skip}, as a function has a value for each row, or
     *     {@code seriesCol} is not empty, as it knows no series
     */
    public static void register(SparkSession spark, String name, UnrollModel model) {
        if (model.invalid() == InvalidRows.SKIP) {
            throw new IllegalArgumentException("handleInvalid of function " + name
                    + " must be error or keep, as a function has a value for each row, but is skip");
        }
        if (!model.getSeriesCol().isEmpty()) {
            throw new IllegalArgumentException("seriesCol of function " + name
                    + " must be empty, as a function reads one column and knows no series, but is "
                    + model.getSeriesCol()
                    + "; transform answers by series");
        }
        Scorer<?> scorer = model.ready().first();
        var function = new Answer(name, model.place(spark), model.invalid());
        spark.udf().register(name, function, scorer.columns().getFirst().type());
    }

    /** Answers a cell. Threads that ask at once have a scorer each. */
    private static final class Answer implements UDF1<Object, Object> {

        @Serial
        private static final long serialVersionUID = 1;

        private final String name;
        private final ModelPlace place;
        private final InvalidRows invalid;
        private transient @Nullable Queue<Scorer<?>> idle;

        private Answer(String name, ModelPlace place, InvalidRows invalid) {
            this.name = name;
            this.place = place;
            this.invalid = invalid;
        }

        @Override
        public @Nullable Object call(@Nullable Object cell) {
            if (cell == null) {
                return null;
            }
            Queue<Scorer<?>> waiting = idle();
            Scorer<?> scorer = Optional.<Scorer<?>>ofNullable(waiting.poll())
                    .orElseGet(() -> place.ready().first().fork());
            try {
                return answer(scorer, cell);
            } catch (IllegalArgumentException | NonFiniteException e) {
                if (invalid == InvalidRows.KEEP) {
                    return null;
                }
                throw InvalidRowException.of("function " + name + " cannot answer", cell, e);
            } catch (ClassCastException e) {
                throw new IllegalArgumentException(
                        "the argument of function " + name + " must be "
                                + scorer.input().type() + ", but is of the class "
                                + cell.getClass().getSimpleName(),
                        e);
            } finally {
                waiting.add(scorer);
            }
        }

        private static <Q> Object answer(Scorer<Q> scorer, Object cell) {
            Q question = scorer.input().read(cell, "");
            return scorer.answers(List.of(question)).getFirst().getFirst();
        }

        private synchronized Queue<Scorer<?>> idle() {
            Queue<Scorer<?>> known = idle;
            if (known == null) {
                known = new ConcurrentLinkedQueue<>();
                idle = known;
            }
            return known;
        }
    }
}
