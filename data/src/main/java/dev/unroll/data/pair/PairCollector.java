package dev.unroll.data.pair;

import dev.unroll.core.input.Texts;
import dev.unroll.data.ReadReport;
import dev.unroll.data.Unreadable;
import dev.unroll.data.file.Part;
import dev.unroll.data.pair.PairForm.Side;
import dev.unroll.data.rows.LeftOut;
import dev.unroll.data.rows.ReadCounts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * Gathers the pairs of one reading, each source once, and counts what it drops. Every source and target of a file comes
 * through here, so that all formats mean the same by them.
 */
final class PairCollector implements LeftOut {

    /** The most tokens of a side: a text that is longer is no sentence, and no decoder gets through it. */
    static final int MOST_TOKENS = 100_000;

    /** No tokenizer makes more tokens of a UTF-16 unit; bytes of UTF-8 and a mark are the most. */
    private static final int MOST_TOKENS_A_UNIT = 4;

    private final PairForm form;
    private final Map<Part, SequencedMap<String, Targets>> parts = new EnumMap<>(Part.class);
    private final ReadCounts counts = new ReadCounts();

    private String file = "";
    private Part part = Part.TRAIN;

    /** The right targets of one source so far, and the line of the first. */
    private record Targets(SequencedSet<String> texts, String file, int line) {}

    PairCollector(PairForm form) {
        this.form = form;
    }

    /** Begins a file; for parallel ones, the source's. */
    void beginFile(String name, Part part) {
        this.file = name;
        this.part = part;
        counts.beginFile(name);
    }

    /** Counts the other one of two parallel files. */
    void countFile() {
        counts.countFile();
    }

    /** Adds a source with a target, as they stand in a file. */
    void add(long line, String source, String target) {
        add(line, source, List.of(target));
    }

    /** Adds a source with some right targets, as they stand in a file. */
    void add(long line, String source, List<String> targets) {
        counts.countLine();
        if (Texts.isBlank(source) && targets.stream().allMatch(Texts::isBlank)) {
            counts.leaveBlank();
            return;
        }
        Optional<String> kept = kept(line, "source", form.source(), source);
        if (kept.isPresent()) {
            targets.forEach(target ->
                    kept(line, "target", form.target(), target).ifPresent(right -> addRight(line, kept.get(), right)));
        }
    }

    private void addRight(long line, String source, String target) {
        Targets known = parts.computeIfAbsent(part, unseen -> new LinkedHashMap<>())
                .computeIfAbsent(source, unseen -> new Targets(new LinkedHashSet<>(), file, Math.toIntExact(line)));
        if (!known.texts().add(target)) {
            counts.leaveDuplicate();
        }
    }

    /** Returns a side as examples hold it; nothing if it cannot be one, which is counted. */
    private Optional<String> kept(long line, String word, Side side, String raw) {
        Optional<String> problem = Texts.problem(raw);
        if (problem.isPresent()) {
            counts.leaveUnreadable(line, Unreadable.of("the " + word + " " + problem.get()));
            return Optional.empty();
        }
        String text = side.text(raw);
        if (side.tokenizer().isEmpty(text)) {
            counts.leaveEmptied(line, "the " + word + " has no token, so the pair is left out");
            return Optional.empty();
        }
        if (text.length() > MOST_TOKENS / MOST_TOKENS_A_UNIT) {
            int tokens = side.tokenizer().count(text);
            if (tokens > MOST_TOKENS) {
                counts.leaveUnreadable(
                        line,
                        Unreadable.of(String.format(
                                Locale.ROOT, "the %s has %,d tokens, of at most %,d", word, tokens, MOST_TOKENS)));
                return Optional.empty();
            }
        }
        return Optional.of(text);
    }

    /** Counts a line with nothing but blanks. */
    @Override
    public void addBlank() {
        counts.addBlank();
    }

    void addUnreadable(long line, String problem) {
        addUnreadable(line, Unreadable.of(problem));
    }

    @Override
    public void addUnreadable(long line, Unreadable problem) {
        counts.addUnreadable(line, problem);
    }

    @Override
    public void addNote(long line, String what) {
        counts.addNote(line, what);
    }

    /** Returns the pairs of a part, a source each, in the order in which these came first. */
    List<PairExample> examples(Part part) {
        var examples = new ArrayList<PairExample>();
        SequencedMap<String, Targets> sources = parts.getOrDefault(part, new LinkedHashMap<>());
        sources.forEach((source, targets) ->
                examples.add(new PairExample(source, List.copyOf(targets.texts()), targets.file(), targets.line())));
        return examples;
    }

    ReadReport report() {
        return counts.report();
    }
}
