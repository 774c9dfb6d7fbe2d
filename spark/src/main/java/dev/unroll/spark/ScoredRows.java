package dev.unroll.spark;

import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.pass.SequenceBatches;
import dev.unroll.spark.RowScoring.Form;
import dev.unroll.spark.RowScoring.Reasons;
import dev.unroll.spark.score.Scorer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a partition with their answers, in their order. Some rows at a time are held, answered in batches by length, and
 * given.
 *
 * @param <Q> what a row asks
 */
final class ScoredRows<Q> implements Iterator<Row> {

    private final Scorer<Q> scorer;
    private final Form form;
    private final int[] added;
    private final Iterator<Row> rows;
    private final Queue<Row> scored = new ArrayDeque<>();

    ScoredRows(Scorer<Q> scorer, Form form, Iterator<Row> rows) {
        this.scorer = scorer;
        this.form = form;
        this.added = form.added(scorer);
        this.rows = rows;
    }

    /** A row on its way to its answer: it has a question, or an answer, or a reason why there is none, or its input is null. */
    private static final class Held<Q> {
        private final Row row;
        private @Nullable Q question;
        private @Nullable List<Object> answer;
        private @Nullable String reason;

        private Held(Row row) {
            this.row = row;
        }
    }

    @Override
    public boolean hasNext() {
        while (scored.isEmpty() && rows.hasNext()) {
            score();
        }
        return !scored.isEmpty();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return scored.remove();
    }

    private void score() {
        List<Held<Q>> all = new ArrayList<>();
        List<Held<Q>> asked = new ArrayList<>();
        while (all.size() < form.window() && rows.hasNext()) {
            Held<Q> held = read(rows.next());
            all.add(held);
            if (held.question != null) {
                asked.add(held);
            }
        }
        int[] lengths = asked.stream()
                .mapToInt(held -> scorer.input().steps(question(held)))
                .toArray();
        for (int[] which : SequenceBatches.of(lengths, scorer::kept)) {
            answer(Arrays.stream(which).mapToObj(asked::get).toList());
        }
        all.forEach(this::give);
    }

    private Held<Q> read(Row row) {
        var held = new Held<Q>(row);
        if (!row.isNullAt(form.input())) {
            try {
                held.question = scorer.input().read(row.get(form.input()), series(row));
            } catch (IllegalArgumentException e) {
                refuse(held, e);
            }
        }
        return held;
    }

    private String series(Row row) {
        return form.series() == RowScoring.NONE || row.isNullAt(form.series())
                ? ""
                : String.valueOf(row.get(form.series()));
    }

    /** Answers rows at once, or, if one of them has no answer, each alone. */
    private void answer(List<Held<Q>> batch) {
        try {
            List<List<Object>> answers =
                    scorer.answers(batch.stream().map(this::question).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer = answers.get(i);
            }
        } catch (IllegalArgumentException | NonFiniteException e) {
            if (batch.size() == 1) {
                refuse(batch.getFirst(), e);
            } else {
                batch.forEach(held -> answer(List.of(held)));
            }
        }
    }

    private Q question(Held<Q> held) {
        return Objects.requireNonNull(held.question);
    }

    private void refuse(Held<Q> held, RuntimeException why) {
        if (form.invalid() == InvalidRows.ERROR) {
            throw InvalidRowException.of(
                    "a row cannot be scored whose " + form.column() + " is", held.row.get(form.input()), why);
        }
        held.reason = Objects.toString(why.getMessage());
    }

    private void give(Held<Q> held) {
        if (held.reason != null && form.invalid() == InvalidRows.SKIP) {
            return;
        }
        int before = held.row.size();
        @Nullable Object[] cells = new Object[before + added.length + (form.reasons() == Reasons.SAID ? 1 : 0)];
        for (int i = 0; i < before; i++) {
            cells[i] = held.row.get(i);
        }
        if (held.answer != null) {
            for (int i = 0; i < added.length; i++) {
                cells[before + i] = held.answer.get(added[i]);
            }
        }
        if (form.reasons() == Reasons.SAID) {
            cells[cells.length - 1] = held.reason;
        }
        scored.add(RowFactory.create(cells));
    }
}
