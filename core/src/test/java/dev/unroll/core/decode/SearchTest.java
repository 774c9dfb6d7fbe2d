package dev.unroll.core.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTest {

    @ParameterizedTest
    @CsvSource({"1, 12", "20, 50", "4000, 8010", "100000, 500", "2000000000, 10"})
    void aTargetMayBeTwiceAsLongAsItsSourceUnlessThatIsVeryLong(int steps, int longest) {
        assertEquals(longest, Search.GREEDY.longest(steps));
    }

    @ParameterizedTest
    @CsvSource({"1, 30000", "100000, 30000"})
    void aTargetMayBeAsLongAsIsAskedFor(int steps, int longest) {
        assertEquals(longest, Search.GREEDY.withLongest(longest).longest(steps));
    }
}
