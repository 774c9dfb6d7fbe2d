package dev.unroll.core.score;

/**
 * A run of steps that belong together.
 *
 * @param type what they are; empty, if tags name none
 * @param from the first step
 * @param to the step after the last
 */
public record Span(String type, int from, int to) {

    public Span {
        if (from < 0 || from >= to) {
            throw new IllegalArgumentException(
                    "a span must have at least one step from 0 on but goes from " + from + " to " + to);
        }
    }
}
