package dev.unroll.data.tagged;

import dev.unroll.core.input.Texts;
import dev.unroll.data.FilePlace;
import dev.unroll.data.ReadReport;
import dev.unroll.data.TaggedSentence;
import dev.unroll.data.Unreadable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers the sentences of one reading, word by word, and counts what it drops. */
final class SentenceCollector {

    private final List<ReadReport.Place> firstUnreadable = new ArrayList<>();
    /** One copy of each word and tag: a corpus has far more words than different ones. */
    private final Map<String, String> pool = new HashMap<>();

    private List<TaggedSentence> part = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    /** What is wrong with the sentence that is being read, if anything is. */
    private ReadReport.@Nullable Place broken;

    private String file = "";
    /** On which the sentence that is being read begins. */
    private long first;

    private int files;
    private long sentences;
    private long marks;
    private long unreadable;

    void beginFile(String name) {
        file = name;
        files++;
        part = new ArrayList<>();
    }

    /** Returns how many words the sentence that is being read has so far. */
    int length() {
        return words.size();
    }

    /** Adds a word and its tag, as they stand in the file. */
    void add(long line, String word, String tag) {
        Optional<String> problem = Texts.problem(word).or(() -> Texts.problem(tag));
        if (problem.isPresent()) {
            spoil(line, "word or tag " + problem.get());
            return;
        }
        first = words.isEmpty() ? line : first;
        words.add(pool.computeIfAbsent(word, same -> same));
        tags.add(pool.computeIfAbsent(Texts.label(tag), same -> same));
    }

    /** Spoils the sentence that is being read; of several lines that do, the first is remembered. */
    void spoil(long line, Unreadable problem) {
        if (broken == null) {
            broken = new ReadReport.Place(file, line, problem);
        }
    }

    /** As the other one, for what stands in the line. */
    void spoil(long line, String problem) {
        spoil(line, Unreadable.of(problem));
    }

    /** Returns whether the sentence that is being read is lost. */
    boolean isSpoilt() {
        return broken != null;
    }

    /** Counts a line between documents. */
    void mark() {
        marks++;
    }

    /** Ends the sentence, if one was begun. */
    void end() {
        if (broken != null) {
            sentences++;
            unreadable++;
            if (firstUnreadable.size() < ReadReport.MOST_PLACES) {
                firstUnreadable.add(broken);
            }
        } else if (!words.isEmpty()) {
            sentences++;
            part.add(
                    new TaggedSentence(List.copyOf(words), List.copyOf(tags), Optional.of(new FilePlace(file, first))));
        }
        words.clear();
        tags.clear();
        broken = null;
    }

    /** Returns the sentences of the file that was read last. */
    List<TaggedSentence> sentences() {
        return part;
    }

    ReadReport report() {
        return new ReadReport(
                files, ReadReport.Unit.SENTENCE, sentences, marks, 0, 0, unreadable, firstUnreadable, List.of(), 0);
    }
}
