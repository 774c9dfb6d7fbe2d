package dev.unroll.data;

import dev.unroll.core.model.Normalization;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/** Gathers the distinct examples of one reading, and counts what it drops. */
final class Collector {

    private final Normalization normalization;
    private final SequencedSet<LabeledText> examples = new LinkedHashSet<>();
    private final List<ReadReport.Place> firstUnreadable = new ArrayList<>();
    private int files;
    private long lines;
    private long blank;
    private long emptied;
    private long duplicates;
    private long unreadable;

    Collector(Normalization normalization) {
        this.normalization = normalization;
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
        return new ReadReport(files, lines, blank, emptied, duplicates, unreadable, firstUnreadable);
    }

    /** Returns the data set, which has at least two classes. */
    TextDataset dataset(String name, String source) {
        List<String> labels =
                examples.stream().map(LabeledText::label).distinct().sorted().toList();
        if (labels.isEmpty()) {
            throw new DataException(source + " has no example. " + report());
        }
        if (labels.size() == 1) {
            throw new DataException("%s has a single class, \"%s\"; a classifier needs two or more. %s"
                    .formatted(source, labels.getFirst(), report()));
        }
        return new TextDataset(name, new ArrayList<>(examples), labels, report());
    }
}
