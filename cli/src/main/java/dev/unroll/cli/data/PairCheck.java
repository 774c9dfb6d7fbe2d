package dev.unroll.cli.data;

import dev.unroll.core.form.Sentence;
import dev.unroll.data.pair.PairFacts;
import dev.unroll.data.pair.PairFacts.SideFacts;
import dev.unroll.run.task.Printed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code unroll data check} says of pairs. */
record PairCheck(PairFacts facts) {

    private static final int MOST_SHOWN = 12;

    /** A line: what it is about, and what it says. */
    record Row(String name, String text) {}

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(
                "pairs",
                String.format(
                        Locale.ROOT,
                        "%,d of %s, %,d of which have several targets, at most %,d",
                        facts.pairs(),
                        Sentence.counted(facts.sources(), "source"),
                        facts.severalTargets(),
                        facts.mostTargets())));
        add(rows, "sources", facts.source());
        add(rows, "targets", facts.target());
        if (facts.outliers() > 0) {
            rows.add(new Row(
                    "doubtful",
                    Sentence.counted(facts.outliers(), "pair has sides", "pairs have sides")
                            + " of lengths that hardly belong together"));
            facts.firstOutliers().stream()
                    .limit(MOST_SHOWN / 4)
                    .forEach(outlier -> rows.add(new Row("", Printed.inLine(outlier))));
        }
        return rows;
    }

    private static void add(List<Row> rows, String name, SideFacts side) {
        rows.add(new Row(
                name,
                String.format(
                        Locale.ROOT,
                        "%,d to %,d tokens, median %,d, 95 %% at most %,d; the longest is %s",
                        side.lengths().shortest(),
                        side.lengths().longest(),
                        side.lengths().median(),
                        side.lengths().percentile95(),
                        Printed.inLine(side.longest()))));
        String frequent = side.frequent().entrySet().stream()
                .limit(MOST_SHOWN)
                .map(Map.Entry::getKey)
                .map(token -> token.isBlank() ? "(blank)" : Printed.inLine(token))
                .collect(Collectors.joining(" "));
        rows.add(new Row("", Sentence.counted(side.distinct(), "different token") + ", most often " + frequent));
    }

    /** Returns the facts as plain data. */
    Map<String, Object> data() {
        return facts.toData();
    }
}
