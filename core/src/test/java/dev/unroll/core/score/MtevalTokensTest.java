package dev.unroll.core.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of mteval-v13a.pl, one by one. */
class MtevalTokensTest {

    private static String tokens(String text) {
        return String.join(" ", MtevalTokens.of(text));
    }

    @Test
    void marksAreTokens() {
        assertEquals("( a / b ) [ c ] { d } \" e \" : f ; g ? h !", tokens("(a/b) [c] {d} \"e\": f; g? h!"));
    }

    @Test
    void apostrophesStay() {
        assertEquals("It wasn't Peter's", tokens("It wasn't Peter's"));
    }

    @Test
    void periodsAndCommasAreTokens() {
        assertEquals("Well , yes .", tokens("Well, yes."));
    }

    @Test
    void insideNumbersTheyAreNot() {
        assertEquals("1,000.5 ( 3.14 )", tokens("1,000.5 (3.14)"));
    }

    @Test
    void atTheEndOfANumberTheyAre() {
        assertEquals("in 1999 . Then 5 , 6", tokens("in 1999. Then 5, 6"));
    }

    @Test
    void hyphensAreTokensAfterDigitsAlone() {
        assertEquals("well-known 10 - year", tokens("well-known 10-year"));
    }

    @Test
    void entitiesAreWhatTheyStandFor() {
        assertEquals("\" a \" & < b >", tokens("&quot;a&quot; &amp; &lt;b&gt;"));
    }

    @Test
    void aWordBrokenAtTheEndOfALineIsJoined() {
        assertEquals("translation of lines", tokens("trans-\nlation of\nlines"));
    }

    @Test
    void skippedMarksAreLeftOut() {
        assertEquals("a b", tokens("a <skipped>b"));
    }

    @Test
    void marksBeyondAsciiStay() {
        assertEquals("\u00ab bonjour \u00bb\u2026", tokens("\u00ab\u00a0bonjour\u202f\u00bb\u2026"));
    }

    @Test
    void blanksAloneAreNothing() {
        assertEquals(List.of(), MtevalTokens.of(" \t\n "));
        assertEquals(List.of(), MtevalTokens.of(""));
    }
}
