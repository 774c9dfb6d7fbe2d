package dev.unroll.data.tagged;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The columns of CoNLL-U that are tags: a word has one, out of a set that is small and closed. */
public enum ConlluColumn {
    /** The universal part of speech. */
    UPOS(4),
    /** The part of speech of the treebank's own; many treebanks have none. */
    XPOS(5),
    /** The relation to the head of the word. */
    DEPREL(8);

    private final int number;

    ConlluColumn(int number) {
        this.number = number;
    }

    /** Returns its place among the columns, from 1. */
    int number() {
        return number;
    }

    /** Returns the name in a configuration: {@code upos}. */
    public String toData() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the column of this name. */
    public static ConlluColumn named(String name) {
        return Arrays.stream(values())
                .filter(column -> column.toData().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Arrays.stream(values())
                                .map(ConlluColumn::toData)
                                .collect(Collectors.joining(", ", "the column of tags must be one of ", ""))
                        + " but is \"" + name + "\"; the others of CoNLL-U hold no small set of tags"));
    }
}
