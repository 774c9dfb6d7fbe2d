package dev.unroll.run.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {

    @Test
    void linearScalesEndAtRoundMarks() {
        Scale scale = Scale.linear(0, 3.7, 5);
        assertEquals(List.of(0.0, 1.0, 2.0, 3.0, 4.0), scale.marks());
        assertEquals(0.5, scale.at(2));
        assertEquals(
                List.of(-10.0, 0.0, 10.0, 20.0, 30.0, 40.0),
                Scale.linear(-7, 33, 5).marks());
    }

    @Test
    void oneValueStillHasAScale() {
        Scale scale = Scale.linear(5, 5, 4);
        assertEquals(List.of(4.0, 6.0), scale.marks());
        assertEquals(0.5, scale.at(5));
        assertEquals(List.of(0.0, 1.0), Scale.linear(0, 0, 1).marks());
    }

    @Test
    void aScaleBetweenKeepsItsEnds() {
        Scale scale = Scale.between(1, 1200, 5);
        assertEquals(0, scale.at(1));
        assertEquals(1, scale.at(1200));
        assertEquals(List.of(500.0, 1000.0), scale.marks());
        assertEquals(List.of(1.0, 2.0), Scale.between(1, 2, 5).marks());
    }

    @Test
    void logarithmicScalesEndAtPowersOfTen() {
        Scale scale = Scale.logarithmic(0.02, 30, 9);
        assertEquals(List.of(0.01, 0.1, 1.0, 10.0, 100.0), scale.marks());
        assertEquals(0.5, scale.at(1), 1e-12);
        assertEquals(2, Scale.logarithmic(1e-20, 1e20, 1).marks().size());
    }
}
