package dev.unroll.data.text;

import dev.unroll.core.input.Normalization;
import dev.unroll.data.DataException;
import dev.unroll.data.LabeledText;
import dev.unroll.data.ReadReport;
import dev.unroll.data.TextDataset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;

/** Gathers the distinct examples of one reading, and counts what it drops. */
final class Collector {

    private final Normalization normalization;
    private final ReadReport.Unit unit;
    private final SequencedSet<LabeledText> examples = new LinkedHashSet<>();
    private final List<LabeledText> repeatable = new ArrayList<>();
    private final List<LabeledText> test = new ArrayList<>();
    private final List<ReadReport.Place> firstUnreadable = new ArrayList<>();
    private int files;
    private long lines;
    private long blank;
    private long emptied;
    private long duplicates;
    private long unreadable;

    Collector(Normalization normalization) {
        this(normalization, ReadReport.Unit.LINE);
    }

    Collector(Normalization normalization, ReadReport.Unit unit) {
        this.normalization = normalization;
        this.unit = unit;
    }

    void beginFile() {
        files++;
    }

    void beginLine() {
        lines++;
    }

    /** Returns the text as examples hold it, blanks at its ends cut off; nothing if nothing is left, which is counted. */
    Optional<String> normalized(String line) {
        if (line.isBlank()) {
            blank++;
            return Optional.empty();
        }
        String text = normalization.apply(line).strip();
        if (text.isEmpty()) {
            emptied++;
            return Optional.empty();
        }
        return Optional.of(text);
    }

    void add(LabeledText example) {
        if (!examples.add(example)) {
            duplicates++;
        }
    }

    /** Adds an example of a set that comes parted: kept even if it was there before, as its makers published it. */
    void addRepeatable(LabeledText example) {
        repeatable.add(example);
    }

    /** Adds an example to the part that the makers of the data keep for the score. */
    void addTest(LabeledText example) {
        test.add(example);
    }

    void addUnreadable(String file, long line, String problem) {
        unreadable++;
        if (firstUnreadable.size() < ReadReport.MOST_PLACES) {
            firstUnreadable.add(new ReadReport.Place(file, line, problem));
        }
    }

    int size() {
        return examples.size();
    }

    ReadReport report() {
        return new ReadReport(files, unit, lines, blank, emptied, duplicates, unreadable, firstUnreadable);
    }

    /** Returns the data set, which has at least two classes. */
    TextDataset dataset(String name, String source) {
        return new TextDataset(name, new ArrayList<>(examples), labels(examples, source), report());
    }

    /**
     * Returns the data set with its two parts as they were published; one that turns out to have a single part has its
     * repeated examples dropped like any other.
     */
    TextDataset parted(String name, String source) {
        if (test.isEmpty()) {
            repeatable.forEach(this::add);
            return dataset(name, source);
        }
        return new TextDataset(name, repeatable, test, labels(repeatable, source), report());
    }

    private List<String> labels(Collection<LabeledText> learned, String source) {
        List<String> labels = Stream.concat(learned.stream(), test.stream())
                .map(LabeledText::label)
                .distinct()
                .sorted()
                .toList();
        if (labels.isEmpty()) {
            throw new DataException(source + " has no example. " + report());
        }
        if (labels.size() == 1) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s has a single class, \"%s\"; a classifier needs two or more. %s",
                    source,
                    labels.getFirst(),
                    report()));
        }
        return labels;
    }
}
