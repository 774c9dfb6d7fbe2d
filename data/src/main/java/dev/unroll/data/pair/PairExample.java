package dev.unroll.data.pair;

import dev.unroll.data.FilePlace;
import dev.unroll.data.TextExample;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A source text, and the texts that are right targets of it. Two are equal if these are, wherever they were read.
 *
 * <p>A corpus of a million pairs has a million of these, so its place is two fields and no object.
 */
public final class PairExample implements TextExample {

    private final String source;
    private final List<String> rightTargets;
    private final String file;
    private final int line;

    /** Makes an example that is from no file. */
    public PairExample(String source, List<String> rightTargets) {
        this(source, rightTargets, "", 0);
    }

    /**
     * Makes an example that was read.
     *
     * @param rightTargets at least one, no two equal
     * @param file one object for all that is read from it
     * @param line on which the source stands first, from 1
     */
    public PairExample(String source, List<String> rightTargets, String file, int line) {
        if (source.isEmpty()) {
            throw new IllegalArgumentException("the source of a pair must not be empty");
        }
        if (rightTargets.isEmpty() || rightTargets.contains("")) {
            throw new IllegalArgumentException("a pair must have at least 1 target, and none that is empty, but \""
                    + source + "\" has " + rightTargets);
        }
        this.source = source;
        this.rightTargets = List.copyOf(rightTargets);
        this.file = file;
        this.line = line;
    }

    /** Returns the source. */
    @Override
    public String text() {
        return source;
    }

    /** Returns the right targets, the one that was read first first: it is the one to learn from where one is asked for. */
    public List<String> rightTargets() {
        return rightTargets;
    }

    /** Returns the source with some of its targets. */
    public PairExample withTargets(List<String> some) {
        return new PairExample(source, some, file, line);
    }

    @Override
    public Optional<FilePlace> place() {
        return line == 0 ? Optional.empty() : Optional.of(new FilePlace(file, line));
    }

    /** Returns none: targets are texts, which no table counts. */
    @Override
    public List<String> targets() {
        return List.of();
    }

    @Override
    public void describe(Consumer<String> hash) {
        hash.accept(Integer.toString(rightTargets.size()));
        hash.accept(source);
        rightTargets.forEach(hash);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PairExample that
                && source.equals(that.source)
                && rightTargets.equals(that.rightTargets);
    }

    @Override
    public int hashCode() {
        return 31 * source.hashCode() + rightTargets.hashCode();
    }

    @Override
    public String toString() {
        return excerpt() + " → " + TextExample.excerpt(rightTargets.getFirst());
    }
}
