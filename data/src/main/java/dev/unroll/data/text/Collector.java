package dev.unroll.data.text;

import dev.unroll.core.input.Texts;
import dev.unroll.data.DataException;
import dev.unroll.data.LabeledText;
import dev.unroll.data.ReadReport;
import dev.unroll.data.ReadReport.Place;
import dev.unroll.data.TextDataset;
import dev.unroll.data.UnlabeledText;
import dev.unroll.data.Unreadable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;

/**
 * Gathers the examples of one reading, and counts what it drops. Every text and label of a file comes through here, so that
 * all layouts mean the same by them.
 */
final class Collector {

    private final TextForm form;
    private final ReadReport.Unit unit;
    private final SequencedSet<LabeledText> examples = new LinkedHashSet<>();
    private final List<LabeledText> repeatable = new ArrayList<>();
    private final List<LabeledText> test = new ArrayList<>();
    private final List<UnlabeledText> texts = new ArrayList<>();
    private final List<Place> firstUnreadable = new ArrayList<>();
    private final List<Place> notes = new ArrayList<>();
    /** One copy of each label: a data set has far more examples than labels. */
    private final Map<String, String> labels = new HashMap<>();

    private int files;
    private long lines;
    private long blank;
    private long emptied;
    private long duplicates;
    private long unreadable;
    private long passedOver;

    /** What becomes of an example. */
    enum Part {
        /** Kept once, however often it comes. */
        ALL,
        /** Of data that come parted: kept even if it was there before, as their makers published it. */
        TRAIN,
        /** Kept by the makers of the data for the score. */
        TEST
    }

    Collector(TextForm form) {
        this(form, ReadReport.Unit.LINE);
    }

    Collector(TextForm form, ReadReport.Unit unit) {
        this.form = form;
        this.unit = unit;
    }

    void beginFile() {
        files++;
    }

    /** Counts an entry of a folder that is no data. */
    void passOver() {
        passedOver++;
    }

    /** Adds a text alone, as it stands in a file. */
    void add(String file, long line, String text) {
        lines++;
        normalized(file, line, text)
                .map(kept -> new UnlabeledText(kept, file, Math.toIntExact(line)))
                .ifPresent(texts::add);
    }

    /** Adds a text with its label, as they stand in a file. */
    void add(String file, long line, String text, String label) {
        add(Part.ALL, file, line, text, label);
    }

    /** Adds a text with its label to a part of the data. */
    void add(Part part, String file, long line, String text, String label) {
        lines++;
        Optional<String> problem = Texts.problem(label).or(() -> problem(Texts.label(label)));
        if (problem.isPresent()) {
            note(new Place(file, line, "the label " + problem.get()));
            return;
        }
        String known = labels.computeIfAbsent(Texts.label(label), same -> same);
        normalized(file, line, text)
                .ifPresent(kept -> add(part, new LabeledText(kept, known, file, Math.toIntExact(line))));
    }

    private static Optional<String> problem(String label) {
        if (label.isEmpty()) {
            return Optional.of("is empty");
        }
        return label.indexOf('\n') >= 0 ? Optional.of("must be one line") : Optional.empty();
    }

    private void add(Part part, LabeledText example) {
        switch (part) {
            case ALL -> {
                if (!examples.add(example)) {
                    duplicates++;
                }
            }
            case TRAIN -> repeatable.add(example);
            case TEST -> test.add(example);
        }
    }

    /** Returns the text as examples hold it; nothing if nothing is left, which is counted. */
    private Optional<String> normalized(String file, long line, String text) {
        Optional<String> problem = Texts.problem(text);
        if (problem.isPresent()) {
            note(new Place(file, line, problem.get()));
            return Optional.empty();
        }
        if (Texts.isBlank(text)) {
            blank++;
            return Optional.empty();
        }
        String kept = Texts.strip(form.normalization().apply(Texts.read(text)));
        if (form.tokenizer().isEmpty(kept)) {
            emptied++;
            addNote(file, line, "has no token, so it is left out");
            return Optional.empty();
        }
        return Optional.of(kept);
    }

    /** Counts a line that is no example. */
    void addBlank() {
        lines++;
        blank++;
    }

    void addUnreadable(String file, long line, String problem) {
        addUnreadable(file, line, Unreadable.of(problem));
    }

    void addUnreadable(String file, long line, Unreadable problem) {
        lines++;
        note(new Place(file, line, problem));
    }

    private void note(Place place) {
        unreadable++;
        if (firstUnreadable.size() < ReadReport.MOST_PLACES) {
            firstUnreadable.add(place);
        }
    }

    /** Remembers what looks wrong but is read. */
    void addNote(String file, long line, String what) {
        if (notes.size() < ReadReport.MOST_PLACES) {
            notes.add(new Place(file, line, what));
        }
    }

    int size() {
        return examples.size();
    }

    ReadReport report() {
        return new ReadReport(
                files, unit, lines, blank, emptied, duplicates, unreadable, firstUnreadable, notes, passedOver);
    }

    /** Returns the texts, which came alone, or whose labels are of no interest. */
    PlainText texts(String name, String source) {
        if (examples.isEmpty() && texts.isEmpty()) {
            throw new DataException(source + " has no text. " + report());
        }
        List<UnlabeledText> all = texts;
        if (!examples.isEmpty()) {
            all = Stream.concat(examples.stream().map(LabeledText::unlabeled), texts.stream())
                    .toList();
        }
        return new PlainText(name, all, report());
    }

    /** Returns the data set. */
    TextDataset dataset(String name, String source) {
        return new TextDataset(name, new ArrayList<>(examples), labels(examples.stream(), source), report());
    }

    /**
     * Returns the data set with its two parts as they were published; one that turns out to have a single part has its
     * repeated examples dropped like any other.
     */
    TextDataset parted(String name, String source) {
        if (test.isEmpty()) {
            repeatable.forEach(example -> add(Part.ALL, example));
            return dataset(name, source);
        }
        return new TextDataset(
                name, repeatable, test, labels(Stream.concat(repeatable.stream(), test.stream()), source), report());
    }

    private List<String> labels(Stream<LabeledText> labeled, String source) {
        List<String> found = labeled.map(LabeledText::label).distinct().sorted().toList();
        if (found.isEmpty()) {
            throw new DataException(source + " has no example. " + report());
        }
        return found;
    }
}
