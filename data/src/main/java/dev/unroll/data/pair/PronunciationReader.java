package dev.unroll.data.pair;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.Texts;
import dev.unroll.data.Unreadable;
import dev.unroll.data.file.LineStream;
import dev.unroll.data.pair.PairFormat.Pronunciations.Stress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hears the lines of a pronouncing dictionary. */
record PronunciationReader(Stress stress, PairCollector collector) implements LineStream.Visitor {

    private static final String COMMENT = ";;;";

    private static final Pattern COMMENT_BEHIND = Pattern.compile("\\s#.*");

    private static final Pattern ENTRY = Pattern.compile("(\\S+?)(?:\\([0-9]+\\))?\\s+(\\S.*)");

    /** The digit of a vowel's stress: none, primary or secondary. */
    private static final Pattern STRESS = Pattern.compile("(?<=\\p{L})[0-2](?!\\S)");

    @Override
    public void line(long number, String line) {
        if (line.startsWith(COMMENT)) {
            return;
        }
        String entry = Texts.strip(COMMENT_BEHIND.matcher(line).replaceFirst(""));
        if (entry.isEmpty()) {
            collector.addBlank();
            return;
        }
        Matcher parts = ENTRY.matcher(entry);
        if (!parts.matches()) {
            collector.addUnreadable(number, "must be a word, a blank and phonemes but is " + Sentence.quoted(entry));
            return;
        }
        String phonemes = parts.group(2);
        collector.add(
                number,
                parts.group(1),
                stress == Stress.KEPT ? phonemes : STRESS.matcher(phonemes).replaceAll(""));
    }

    @Override
    public void unreadable(long number, Unreadable problem) {
        collector.addUnreadable(number, problem);
    }
}
