package dev.unroll.data.pair;

import dev.unroll.data.DataException;
import dev.unroll.data.file.Encoding;
import dev.unroll.data.file.LineStream;
import dev.unroll.data.file.LineStream.Line;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Two files whose lines of the same number are a pair. */
record ParallelTexts(Path source, Path target) {

    /** Reads all pairs; a line that cannot be read costs its pair. */
    void read(Encoding encoding, PairCollector collector) {
        Problems.requireFile(source);
        Problems.requireFile(target);
        Problems.reading(source, () -> {
            try (LineStream sources = LineStream.open(source, encoding)) {
                readBoth(sources, encoding, collector);
            }
            return source;
        });
    }

    private void readBoth(LineStream sources, Encoding encoding, PairCollector collector) {
        Problems.reading(target, () -> {
            try (LineStream targets = LineStream.open(target, encoding)) {
                readBoth(sources, targets, collector);
            }
            return target;
        });
    }

    private void readBoth(LineStream sources, LineStream targets, PairCollector collector) throws IOException {
        Optional<Line> left = sources.next();
        Optional<Line> right = targets.next();
        long pairs = 0;
        while (left.isPresent() && right.isPresent()) {
            pairs++;
            read(left.get(), right.get(), collector);
            left = sources.next();
            right = targets.next();
        }
        if (left.isPresent() || right.isPresent()) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s has %,d lines but %s has %,d; each line must be the pair of the other's line of the same number,"
                            + " so there must be as many",
                    source,
                    pairs + left(left, sources),
                    Names.of(target),
                    pairs + left(right, targets)));
        }
    }

    private static long left(Optional<Line> line, LineStream lines) throws IOException {
        long count = 0;
        for (Optional<Line> next = line; next.isPresent(); next = lines.next()) {
            count++;
        }
        return count;
    }

    private void read(Line left, Line right, PairCollector collector) {
        if (left.problem().isPresent()) {
            collector.addUnreadable(left.number(), left.problem().get());
        } else if (right.problem().isPresent()) {
            collector.addUnreadable(
                    right.number(), Names.of(target) + ": " + right.problem().get());
        } else {
            collector.add(left.number(), left.content(), right.content());
        }
    }
}
