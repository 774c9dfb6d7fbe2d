package dev.unroll.core.score;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The words and marks of a text as {@code mteval-v13a.pl} of NIST cuts them, sacreBLEU's {@code 13a}: so that a score of
 * {@link Bleu} means the same to everyone.
 *
 * <p>In this order: {@code <skipped>} and a hyphen at the end of a line are left out, ends of lines are blanks, the
 * entities of the quotation mark, the ampersand and the signs of less and greater are what they stand for; each ASCII mark
 * but {@code ' , - .} is a token; a period or a comma is one unless a digit stands before it and a digit after it; a hyphen
 * is one after a digit. The rest is cut at blanks. Capitals are kept.
 *
 * <p>Source: Post, "A Call for Clarity in Reporting BLEU Scores", 2018.
 */
public final class MtevalTokens {

    private static final Pattern MARK = Pattern.compile("([{-~\\[-` -&(-+:-@/])");
    private static final Pattern AFTER_NO_DIGIT = Pattern.compile("([^0-9])([.,])");
    private static final Pattern BEFORE_NO_DIGIT = Pattern.compile("([.,])([^0-9])");
    private static final Pattern HYPHEN_AFTER_DIGIT = Pattern.compile("([0-9])(-)");
    /** What Python calls a blank: Unicode's, and the separators of ASCII. */
    private static final Pattern BLANKS = Pattern.compile("[\\p{IsWhite_Space}\\x1c-\\x1f]+");

    private MtevalTokens() {}

    /** Returns the tokens of a text; of one without any, none. */
    public static List<String> of(String text) {
        String line = text.replace("<skipped>", "")
                .replace("-\n", "")
                .replace('\n', ' ')
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replace("&lt;", "<")
                .replace("&gt;", ">");
        line = MARK.matcher(" " + line + " ").replaceAll(" $1 ");
        line = AFTER_NO_DIGIT.matcher(line).replaceAll("$1 $2 ");
        line = BEFORE_NO_DIGIT.matcher(line).replaceAll(" $1 $2");
        line = HYPHEN_AFTER_DIGIT.matcher(line).replaceAll("$1 $2 ");
        return BLANKS.splitAsStream(line).filter(token -> !token.isEmpty()).toList();
    }
}
