package dev.unroll.data.vectors;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.Texts;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.DataException;
import dev.unroll.data.FilePlace;
import dev.unroll.data.LabeledValues;
import dev.unroll.data.LabeledVectors;
import dev.unroll.data.ReadReport;
import dev.unroll.data.ReadReport.Place;
import dev.unroll.data.Unreadable;
import dev.unroll.data.ValueDataset;
import dev.unroll.data.VectorDataset;
import dev.unroll.data.file.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Gathers the sequences of one reading, and counts what it drops. */
public final class SequenceCollector {

    private final SequenceForm form;
    private final List<Found> found = new ArrayList<>();
    private final List<Place> firstUnreadable = new ArrayList<>();
    private final List<Place> notes = new ArrayList<>();
    /** One copy of each target: a data set has far more sequences than classes. */
    private final Map<String, String> targets = new HashMap<>();

    private int files;
    private long sequences;
    private long blank;
    private long unreadable;
    private float largest = 1;

    /** Starts with nothing. */
    public SequenceCollector(SequenceForm form) {
        this.form = form;
    }

    /** Which part of the data a sequence belongs to, as their makers published them. */
    enum Part {
        TRAIN,
        TEST
    }

    /**
     * A sequence where it stands, and what is known of it, as it is written.
     *
     * @param vectors [T, features]
     */
    private record Found(Part part, FilePlace place, Matrix vectors, List<String> targets) {}

    void beginFile() {
        files++;
    }

    /** Says what the type of the numbers allows; 1 if nothing is said. */
    void largest(float largest) {
        this.largest = largest;
    }

    /** Adds a sequence; one that cannot be used is counted as unreadable. */
    void add(Part part, String file, long line, Matrix vectors, List<String> given) {
        sequences++;
        if (vectors.rows() == 0 || vectors.columns() == 0) {
            unreadable(file, line, Unreadable.of("has no step"));
            return;
        }
        for (String target : given) {
            String problem = problem(target);
            if (!problem.isEmpty()) {
                unreadable(file, line, Unreadable.of(problem));
                return;
            }
        }
        List<String> kept = given.stream()
                .map(target -> targets.computeIfAbsent(
                        form.wanted() == SequenceForm.Wanted.LABEL ? Texts.label(target) : target.strip(),
                        same -> same))
                .toList();
        found.add(new Found(part, new FilePlace(file, line), vectors, kept));
    }

    private String problem(String target) {
        if (form.wanted() == SequenceForm.Wanted.LABEL) {
            return Texts.label(target).isEmpty()
                    ? "the label is empty"
                    : Texts.problem(target)
                            .map(problem -> "the label " + problem)
                            .orElse("");
        }
        try {
            Numbers.parse(target, form.mark());
            return "";
        } catch (IllegalArgumentException e) {
            return "the value " + e.getMessage();
        }
    }

    void addBlank() {
        blank++;
    }

    /** Counts a sequence that cannot be read. */
    void addUnreadable(String file, long line, String problem) {
        addUnreadable(file, line, Unreadable.of(problem));
    }

    void addUnreadable(String file, long line, Unreadable problem) {
        sequences++;
        unreadable(file, line, problem);
    }

    private void unreadable(String file, long line, Unreadable problem) {
        unreadable++;
        if (firstUnreadable.size() < ReadReport.MOST_PLACES) {
            firstUnreadable.add(new Place(file, line, problem));
        }
    }

    /** Remembers what looks wrong but is read. */
    void addNote(String file, long line, String what) {
        if (notes.size() < ReadReport.MOST_PLACES) {
            notes.add(new Place(file, line, what));
        }
    }

    private ReadReport report() {
        return new ReadReport(
                files, ReadReport.Unit.SEQUENCE, sequences, blank, 0, 0, unreadable, firstUnreadable, notes, 0);
    }

    /** Returns the sequences without what belongs to them, all parts. */
    public List<Matrix> sequences(String source) {
        requireSome(source);
        return found.stream().map(Found::vectors).toList();
    }

    /** Returns the sequences with their classes. */
    public VectorDataset labeled(String name, String source) {
        requireSome(source);
        List<String> labels = found.stream()
                .map(one -> one.targets().getFirst())
                .distinct()
                .sorted(order())
                .toList();
        return new VectorDataset(
                name,
                part(Part.TRAIN).map(SequenceCollector::labeled).toList(),
                part(Part.TEST).map(SequenceCollector::labeled).toList(),
                labels,
                largest,
                report());
    }

    /** Returns the sequences with their values. */
    public ValueDataset valued(String name, String source) {
        requireSome(source);
        int count = found.getFirst().targets().size();
        List<String> asked = form.columns().values();
        List<String> names = asked.size() == count
                ? asked
                : IntStream.rangeClosed(1, count)
                        .mapToObj(i -> asked.getFirst() + " " + i)
                        .toList();
        return new ValueDataset(
                name,
                part(Part.TRAIN).map(this::valued).toList(),
                part(Part.TEST).map(this::valued).toList(),
                names,
                largest,
                report());
    }

    private static LabeledVectors labeled(Found one) {
        return new LabeledVectors(one.vectors(), one.targets().getFirst(), Optional.of(one.place()));
    }

    private LabeledValues valued(Found one) {
        return new LabeledValues(
                one.vectors(),
                one.targets().stream()
                        .map(value -> Numbers.parse(value, form.mark()))
                        .toList(),
                Optional.of(one.place()));
    }

    private Stream<Found> part(Part part) {
        return found.stream().filter(one -> one.part() == part);
    }

    /** Numbers in their order, 10 after 9; other labels by their letters. */
    private Comparator<String> order() {
        Predicate<String> isNumber = label -> Numbers.isOne(label, Numbers.DecimalMark.POINT);
        return found.stream().map(one -> one.targets().getFirst()).allMatch(isNumber)
                ? Comparator.<String>comparingDouble(Double::parseDouble).thenComparing(Comparator.naturalOrder())
                : Comparator.naturalOrder();
    }

    /** Throws if there is no sequence, or if they have not as many features each, which names the first that differs. */
    private void requireSome(String source) {
        if (found.isEmpty()) {
            throw new DataException(source + " has no sequence. " + report());
        }
        Found first = found.getFirst();
        for (Found one : found) {
            if (one.vectors().columns() != first.vectors().columns()) {
                throw new DataException(one.place() + ": a step must have "
                        + Sentence.counted(first.vectors().columns(), "number") + ", as in " + first.place()
                        + ", but has "
                        + one.vectors().columns());
            }
        }
    }
}
