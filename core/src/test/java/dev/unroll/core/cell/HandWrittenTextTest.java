package dev.unroll.core.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Cells as people write them, who know them from a paper, and what they are told when they err. */
class HandWrittenTextTest {

    private static final Map<String, Integer> SIZES = new TreeMap<>(Map.of("I", 3, "H", 4));

    private static Cell read(String text) {
        return Cell.parse("mine", text, SIZES);
    }

    @Test
    void statesAndSizesAndOutputAreFoundFromEquationsAlone() {
        assertEquals("""
                mine: x[3], h[4] -> y[4]
                  f  = σ(W_f x + U_f h)
                  n  = tanh(W_h x + U_h (f ⊙ h))
                  h' = (1 − f) ⊙ h + f ⊙ n
                  y  = h'""", read("""
                # minimal gated unit

                f  = sigmoid(W_f x + U_f h)   # forget gate
                n  = tanh(W_h x
                          + U_h (f * h))
                h' = (1 - f) * h + f * n
                """).toString());
    }

    @Test
    void unicodeAndPlainSignsMeanTheSame() {
        assertEquals(
                read("h' = sigmoid(W x) * h - tanh(U h)").toData(),
                read("\ufeffh′ = σ(W x) ⊙ h − tanh(U h)").toData());
    }

    @Test
    void theHeaderNamesTheCellAndOrdersAndSizesItsStates() {
        assertEquals("""
                projected: x[3], h[2], c[4] -> y[2]
                  c' = σ(F[x; h]) ⊙ c + tanh(G[x; h])
                  h' = P tanh(c')
                  y  = h'""", read("""
                projected: x, h[2], c
                c' = σ(F[x, h]) * c + tanh(G[x, h])
                h' = P tanh(c')
                y = h'
                """).toString());
    }

    @Test
    void slicesOfAJointProductSayHowLongItIs() {
        Cell cell = read("""
                z  = W x + U h + b_U
                i  = σ(z[:H])
                f  = σ(z[H:2H])
                g  = tanh(z[2H:3H])
                o  = σ(z[3H:4H])
                c' = f ⊙ c + i ⊙ g
                h' = o ⊙ tanh(c')
                y  = h'
                """);
        assertEquals(16, cell.maps().get("W").size());
        assertEquals(
                Operation.Bias.PRESENT, ((Operation.Linear) cell.maps().get("U").operation()).bias());
        assertEquals(
                Operation.Bias.ABSENT, ((Operation.Linear) cell.maps().get("W").operation()).bias());
    }

    @Test
    void aSizeOnTheLeftSaysWhatNothingElseDoes() {
        Cell cell = read("""
                a[2H] = tanh(W x + U h)
                h' = V a
                y[10] = O h'
                """);
        assertEquals(8, cell.maps().get("U").size());
        assertEquals(10, cell.outputSize());
    }

    @Test
    void oneIsNeverGuessed() {
        assertEquals(4, read("g = W x\nh' = g * h").maps().get("W").size());
        assertEquals(1, read("g[1] = W x\nh' = g * h").maps().get("W").size());
    }

    @Test
    void aHiddenSizeOfOneIsASizeAndNotANumberThatIsBroadcast() {
        String text = "r = σ(W_r x + U_r h)\nn = tanh(W_n x + U_n (r ⊙ h))\nh' = (1 − r) ⊙ h + r ⊙ n";
        assertEquals(
                1,
                Cell.parse("one", text, Map.of("I", 3, "H", 1)).maps().get("r").size());
    }

    @Test
    void aMinusInFrontIsSubtractedFromZero() {
        assertEquals(
                "0 − h",
                read("h' = −h + W x")
                        .nexts()
                        .get("h")
                        .operands()
                        .getFirst()
                        .operands()
                        .getFirst()
                        .toString());
        assertEquals(
                "-2 ⊙ h",
                read("h' = -2 * h + W x")
                        .nexts()
                        .get("h")
                        .operands()
                        .getFirst()
                        .operands()
                        .getFirst()
                        .toString());
    }

    @Test
    void aBiasOfItsOwnIsAVectorThatIsLearned() {
        assertEquals("""
                mine: x[3], h[4]; b_z[4], b[4] -> y[4]
                  z  = σ(W_z x + U_z h + b_z)
                  h' = (1 − z) ⊙ h + z ⊙ tanh(W x + b)
                  y  = h'""", read("""
                z  = σ(W_z x + U_z h + b_z)
                h' = (1 - z) * h + z * tanh(W x + b)
                """).toString());
    }

    @Test
    void theHeaderSaysWhatIsLearnedAndWhereItBegins() {
        assertEquals("""
                indrnn: x[3], h[4]; u[4] = 0 … 1, b[4] -> y[4]
                  h' = relu(W x + u ⊙ h + b)
                  y  = h'""", read("""
                indrnn: x, h; u = 0 ... 1, b
                h' = relu(W x + u * h + b)
                """).toString());
    }

    @Test
    void theHeaderSaysWhatChanceDraws() {
        String text = """
                kept: x[3], h[4]; k[4] = zoneout 0.1, d[4] = dropout 0.5, once a sequence, e[4] = dropout 0.25 -> y[4]
                  n  = tanh(W x + U (h ⊙ d))
                  h' = k ⊙ h + (1 − k) ⊙ n
                  y  = h' ⊙ e""";
        assertEquals(text, Cell.parse(text).toString());
        assertRefused("""
                cell mine, line 1, column 17: here must stand numbers, as in -0.1 … 0.1, or how a mask is drawn, as in dropout 0.5\
                 or zoneout 0.1, but there is "drop"
                  mine: x, h; d = drop 0.5
                                  ^""", "mine: x, h; d = drop 0.5\nh' = W x * d");
    }

    @Test
    void meansAreTakenOfAsManyElementsAsThereAre() {
        assertEquals("""
                mine: x[3], h[4]; g[4] = 1, b[4] -> y[4]
                  t1 = W x + U h
                  t2 = t1 − sum(t1) / 4
                  h' = tanh(t2 / sqrt(sum(t2 ⊙ t2) / 4 + 1.0E-5) ⊙ g + b)
                  y  = h'""", read("""
                mine: x, h; g = 1, b
                h' = tanh(layerNorm(W x + U h, g, b))
                """).toString());
        assertEquals(
                "sum(h) / 4",
                read("h' = W x\ny[4] = V h + mean(h)")
                        .output()
                        .operands()
                        .getLast()
                        .toString());
    }

    @Test
    void maximaReadTwo() {
        assertEquals(
                "max(W_x x, h)",
                read("h' = max(W_x x, h)")
                        .nexts()
                        .get("h")
                        .operands()
                        .getFirst()
                        .toString());
        assertRefused("""
                cell mine, line 1, column 6: max reads 2 vectors but is given 1
                  h' = max(W x)
                       ^""", "h' = max(W x)");
    }

    @Test
    void whatIsNotKnownIsPointedAt() {
        assertRefused("""
                cell mine, line 2, column 14: there is no function tahn; did you mean tanh?
                  h' = f * h + tahn(W x)
                               ^""", "f = σ(U h)\nh' = f * h + tahn(W x)");
        assertRefused("""
                cell mine, line 1, column 6: there is no function squash; there are sigmoid, σ, tanh, relu, exp, log,\
                 sqrt, abs, sign, softplus, max, min, sum, mean, layerNorm
                  h' = squash(W x)
                       ^""", "h' = squash(W x)");
        assertRefused("""
                cell mine, line 1, column 6: h is no function; write ⊙ (or *) to multiply element by element
                  h' = h(W x)
                       ^""", "h' = h(W x)");
        assertRefused("""
                cell mine, line 1, column 14: there is no hh (did you mean h?); say what it is on a line above, hh = …, or\
                 in the header that it is a vector to be learned, mine: x, h; hh
                  h' = W x + U hh
                               ^""", "h' = W x + U hh");
        assertRefused("""
                cell mine, line 1, column 6: f is read before it is known: it is defined on line 2; a name must be defined above\
                 where it is read
                  h' = f * h
                       ^""", "h' = f * h\nf = σ(W x)");
        assertRefused("""
                cell mine, line 1, column 4: no size is named K; there are H, I
                  h'[K] = W x
                     ^""", "h'[K] = W x");
        assertRefused("""
                cell mine, line 1, column 8: equations have no time; write x for the input, h for a state before the step and h'\
                 for the same after it
                  h' = W x_t + U h
                         ^""", "h' = W x_t + U h");
    }

    @Test
    void whatDoesNotFitIsPointedAt() {
        assertRefused("""
                cell mine, line 1, column 10: W x + [h; x]: sizes must be equal, or one of them 1, but are 4 and 7
                  h' = W x + [h; x]
                           ^""", "h' = W x + [h; x]");
        assertRefused("""
                cell mine, line 1, column 9: nothing says how many elements W gives; write a size where what it is part of is\
                 defined, as in y[64] = … or a[64] = W x
                  h' = V (W x)
                          ^""", "h' = V (W x)");
        assertRefused("""
                cell mine, line 1, column 7: x has 5 elements here but reads 3; write x, or x[I], to let it have as many as it\
                 reads
                  mine: x[5], h
                        ^""", "mine: x[5], h\nh' = W x");
        assertRefused("""
                cell mine, line 2, column 8: elements 3 to 5 of h: must lie in its 4 elements
                  z = W h[3:5]
                         ^""", "h' = U h\nz = W h[3:5]\ny[2] = z");
    }

    @Test
    void whatACellRefusesIsPointedAt() {
        assertRefused("""
                cell mine, line 2, column 8: the output is b as it stands, the same whatever is read; put out what depends on the\
                 input or a state
                  y[4] = b
                         ^""", "h' = W x\ny[4] = b");
        assertRefused("""
                cell mine, line 1, column 1: all states together must have at most 16777216 elements but has 33554432
                  a'[16777216] = a
                  ^""", "a'[16777216] = a\nb'[16777216] = b\ny = a'");
    }

    @Test
    void aStateStartsAsAVectorThatNeedsNoDeclaration() {
        assertEquals(
                Cell.parse("mine", "mine: x[3], h[4] = s; s[4] = 0\nh' = tanh(W x + U h)", Map.of())
                        .toString(),
                Cell.parse("mine", "mine: x, h = s\nh' = tanh(W x + U h)", Map.of("I", 3, "H", 4))
                        .toString());
    }

    @Test
    void aStartThatIsNoneIsPointedAt() {
        assertRefused("""
                cell mine, line 1, column 14: here must stand the name of a vector that is learned, as in h = h_0, but there is\
                 "0"; a state without one starts at 0
                  mine: x, h = 0
                               ^""", "mine: x, h = 0\nh' = W x");
        assertRefused("""
                cell mine, line 1, column 11: x is the input, which comes with each step; a state has a start
                  mine: x = s, h
                            ^""", "mine: x = s, h\nh' = W x");
        assertRefused("""
                cell mine, line 1, column 17: h is no vector that is learned, so no state can start as it
                  mine: x, h, c = h
                                  ^""", "mine: x, h, c = h\nh' = W x\nc' = W x");
    }

    @Test
    void whatIsLeftOpenIsPointedAt() {
        assertRefused("""
                cell mine, line 1, column 13: state c has no equation; say what it is after the step, c' = …
                  mine: x, h, c
                              ^""", "mine: x, h, c\nh' = W x + c");
        assertRefused("""
                cell mine, line 2, column 5: z is never read; read it, or remove what it is
                  z = tanh(U h)
                      ^""", "h' = W x\nz = tanh(U h)");
        assertRefused("""
                cell mine, line 1, column 13: u is never read; read it, or remove it from the header
                  mine: x, h; u = 1
                              ^""", "mine: x, h; u = 1\nh' = W x");
        assertRefused("""
                cell mine, line 1, column 13: nothing says how many elements g has; write its size in the header, as in mine: x,\
                 h; g[64]
                  mine: x, h; g = 1
                              ^""", "mine: x, h; g = 1\nh' = W (g * g)");
        assertRefused("""
                cell mine, line 2, column 14: nothing says what the cell puts out; add a line such as y = c'
                  h' = tanh(c')
                               ^""", "c' = c + W x\nh' = tanh(c')");
        assertRefused("""
                cell mine, line 1, column 1: there are no equations; write one a line, such as h' = tanh(W x + U h)
                  # nothing
                  ^""", "# nothing");
        var error = assertThrows(CellTextException.class, () -> Cell.parse("h' = W x"));
        assertEquals("""
                cell cell, line 1, column 1: nothing says how many elements state h has; write h'[128] = … or give the size H
                  h' = W x
                  ^""", error.getMessage());
    }

    @Test
    void whatIsWrittenWrongIsPointedAt() {
        assertRefused("""
                cell mine, line 1, column 16: between ")" and "h" stands no sign; write ⊙ (or *) to multiply element by element:\
                 only a matrix, which begins with a capital letter, stands right before what it multiplies
                  h' = tanh(W x) h
                                 ^""", "h' = tanh(W x) h");
        assertRefused("""
                cell mine, line 1, column 11: W begins with a capital letter, so it is a matrix and must stand right before what\
                 it multiplies, as in W x
                  h' = tanh(W*x)
                            ^""", "h' = tanh(W*x)");
        assertRefused("""
                cell mine, line 1, column 20: here must stand ) after what tanh reads, but there is the end of the equation
                  h' = tanh(W x + U h
                                     ^""", "h' = tanh(W x + U h");
        assertRefused("""
                cell mine, line 2, column 1: an equation has a sign =, as in h' = tanh(W x + U h), but this line has none; a line\
                 that continues the one above is indented
                  U h
                  ^""", "h' = tanh(W x)\nU h");
        assertRefused("""
                cell mine, line 1, column 18: W multiplies something else on line 1; each matrix stands before one vector: name\
                 one of the two differently
                  h' = W x + U h + W h
                                   ^""", "h' = W x + U h + W h");
        assertRefused("""
                cell mine, line 2, column 1: a is defined twice, first on line 1; give each its own name
                  a = U x
                  ^""", "a = W x\na = U x\nh' = a");
        assertRefused("""
                cell mine, line 1, column 8: the character "@" means nothing here; a matrix stands right before what it\
                 multiplies, W x
                  h' = W @ x
                         ^""", "h' = W @ x");
    }

    @Test
    void whatIsTooDeepOrTooLongIsRefusedBeforeItIsRead() {
        String deep = "h' = " + "(".repeat(301) + "h" + ")".repeat(301);
        assertEquals(
                "cell mine, line 1, column 306: brackets and functions are nested more than 300 deep; give an inner part a"
                        + " name",
                assertThrows(CellTextException.class, () -> read(deep))
                        .getMessage()
                        .lines()
                        .findFirst()
                        .orElseThrow());
        String longText = "h' = h" + " + h".repeat(1000);
        assertEquals(
                "cell mine, line 1, column 4000: it has more than 1000 terms; write it in fewer, or as several layers",
                assertThrows(CellTextException.class, () -> read(longText))
                        .getMessage()
                        .lines()
                        .findFirst()
                        .orElseThrow());
    }

    private static void assertRefused(String message, String text) {
        assertEquals(
                message, assertThrows(CellTextException.class, () -> read(text)).getMessage());
    }
}
