package dev.unroll.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableTest {

    private final Table table = new Table("workload", "ms");

    @BeforeEach
    void fill() {
        table.add(List.of("W1", Format.number(12.345)));
        table.add(List.of("W4lstm:batch=8", Format.number(0.5)));
    }

    @Test
    void numbersAreAlignedToTheRight() {
        assertEquals("""
                workload           ms
                W1               12.3
                W4lstm:batch=8  0.500
                """, table.toText());
    }

    @Test
    void markdownHasARuleUnderTheHead() {
        assertEquals("""
                | workload | ms |
                | --- | ---: |
                | W1 | 12.3 |
                | W4lstm:batch=8 | 0.500 |
                """, table.toMarkdown());
    }
}
