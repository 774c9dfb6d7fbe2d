package dev.unroll.data;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A text alone, or a part of one: what a language model learns from. */
public final class UnlabeledText implements TextExample {

    /** Runs of earlier versions knew such texts by this label. */
    private static final String LABEL = "text";

    private final String whole;
    private final int from;
    private final int to;
    private final String file;
    private final int line;

    /** Makes an example of a whole text that is from no file. */
    public UnlabeledText(String text) {
        this(text, "", 0);
    }

    /**
     * Makes an example of a whole text that was read.
     *
     * @param file one object for all that is read from it
     * @param line on which it begins, from 1
     */
    public UnlabeledText(String text, String file, int line) {
        this(text, 0, text.length(), file, line);
    }

    private UnlabeledText(String whole, int from, int to, String file, int line) {
        if (from == to) {
            throw new IllegalArgumentException("the text of an example must not be empty");
        }
        this.whole = whole;
        this.from = from;
        this.to = to;
        this.file = file;
        this.line = line;
    }

    /** Returns a part of the text, which it shares: from one UTF-16 unit to before another one, at least one. */
    UnlabeledText part(int from, int to) {
        return new UnlabeledText(whole, this.from + from, this.from + to, file, line);
    }

    /** Returns the text; of a part, a copy. */
    @Override
    public String text() {
        return whole.substring(from, to);
    }

    /** Returns the text from one UTF-16 unit to before another one, or to its end if it is shorter. */
    public String text(int from, int to) {
        return whole.substring(Math.min(this.to, this.from + from), Math.min(this.to, this.from + to));
    }

    /** Returns the number of UTF-16 units. */
    public int units() {
        return to - from;
    }

    /** Hashes the UTF-16 units, as those of every text, without a copy. */
    @Override
    public long fingerprint() {
        long hash = Fnv.OFFSET;
        for (int i = from; i < to; i++) {
            hash = Fnv.next(hash, whole.charAt(i));
        }
        return hash;
    }

    @Override
    public int length() {
        return whole.codePointCount(from, to);
    }

    /** Returns where the text begins. */
    @Override
    public Optional<FilePlace> place() {
        if (line == 0) {
            return Optional.empty();
        }
        long before = whole.chars().limit(from).filter(c -> c == '\n').count();
        return Optional.of(new FilePlace(file, line + before));
    }

    @Override
    public List<String> targets() {
        return List.of();
    }

    @Override
    public void describe(Consumer<String> hash) {
        hash.accept(LABEL);
        hash.accept(text());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnlabeledText that && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return excerpt();
    }
}
