package dev.unroll.data.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.data.file.Numbers.DecimalMark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "-0, -0.0", "+2.5, 2.5", ".5, 0.5", "5., 5", "1e3, 1000", "1E-2, 0.01", "1e-400, 0", "' 7 ', 7"
    })
    void numbersAreRead(String text, float number) {
        assertEquals(number, Numbers.parse(text, DecimalMark.POINT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "NaN", "Infinity", "-inf", "1f", "0x1p3", "1d", "1,5,0", "1_000", "--1", "1e", "١", "one"})
    void whatIsNoNumberIsSaid(String text) {
        assertEquals(
                "must be a number but is \"" + text + "\"",
                assertThrows(IllegalArgumentException.class, () -> Numbers.parse(text, DecimalMark.POINT))
                        .getMessage());
    }

    @Test
    void aDecimalCommaThatIsNotAskedForIsNamed() {
        assertEquals(
                "must be a number but is \"1,5\", which is one with --set decimal=comma",
                assertThrows(IllegalArgumentException.class, () -> Numbers.parse("1,5", DecimalMark.POINT))
                        .getMessage());
    }

    @Test
    void whatIsTooLargeIsSaid() {
        assertEquals(
                "must be a number of at most 3.4e38 but is \"1e400\"",
                assertThrows(IllegalArgumentException.class, () -> Numbers.parse("1e400", DecimalMark.POINT))
                        .getMessage());
    }

    @Test
    void aDecimalCommaIsReadWhereItIsNamed() {
        assertEquals(-1.5f, Numbers.parse("-1,5", DecimalMark.COMMA));
        assertThrows(IllegalArgumentException.class, () -> Numbers.parse("1.5", DecimalMark.COMMA));
    }
}
