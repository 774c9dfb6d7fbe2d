package dev.unroll.core.score;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Spans that tags spell out: {@code O} stands outside of any, {@code B-PER} begins one of type PER, {@code I-PER} goes on.
 *
 * <p>As conlleval of CoNLL-2000 has it, an I that cannot go on, after {@code O} or another type, begins a span. So IOB1,
 * where B stands only between neighbors of one type, and IOB2, where each span begins with B, are read by one rule. E or L
 * ends a span, S or U is one alone (BIOES, BILOU). The type may be missing, {@code B}, where there is but one. Source of
 * the rule: Tjong Kim Sang and Buchholz, "Introduction to the CoNLL-2000 Shared Task: Chunking", 2000.
 */
public final class Spans {

    private static final char OUTSIDE = 'O';
    private static final String PREFIXES = "BIELSU";

    private Spans() {}

    /** Returns the spans of one sequence in the order of their steps; throws at a tag that is of no span and not O. */
    public static List<Span> of(List<String> tags) {
        var spans = new ArrayList<Span>();
        int from = 0;
        boolean open = false;
        String type = "";
        for (int t = 0; t < tags.size(); t++) {
            String tag = tags.get(t);
            char prefix = prefix(tag);
            boolean goesOn =
                    open && (prefix == 'I' || isEnd(prefix)) && type(tag).equals(type);
            if (open && !goesOn) {
                spans.add(new Span(type, from, t));
            }
            if (prefix != OUTSIDE && !goesOn) {
                from = t;
                type = type(tag);
            }
            open = prefix != OUTSIDE;
            if (isEnd(prefix) || isWhole(prefix)) {
                spans.add(new Span(type, from, t + 1));
                open = false;
            }
        }
        if (open) {
            spans.add(new Span(type, from, tags.size()));
        }
        return spans;
    }

    /** Returns whether tags are of spans: each is O or has a prefix of spans, and one at least a B or an I. */
    public static boolean isScheme(Collection<String> tags) {
        return tags.stream().allMatch(Spans::isTag)
                && tags.stream().anyMatch(tag -> tag.charAt(0) == 'B' || tag.charAt(0) == 'I');
    }

    private static boolean isTag(String tag) {
        return tag.equals("O")
                || (!tag.isEmpty()
                        && PREFIXES.indexOf(tag.charAt(0)) >= 0
                        && (tag.length() == 1 || (tag.length() > 2 && tag.charAt(1) == '-')));
    }

    private static char prefix(String tag) {
        if (!isTag(tag)) {
            throw new IllegalArgumentException("a tag of spans must be O, or one of B, I, E, L, S, U with a type, as"
                    + " B-PER, but is \"" + tag + "\"");
        }
        return tag.charAt(0);
    }

    /** Returns what follows the first hyphen: types may have hyphens of their own. */
    private static String type(String tag) {
        return tag.length() == 1 ? "" : tag.substring(2);
    }

    private static boolean isEnd(char prefix) {
        return prefix == 'E' || prefix == 'L';
    }

    private static boolean isWhole(char prefix) {
        return prefix == 'S' || prefix == 'U';
    }
}
