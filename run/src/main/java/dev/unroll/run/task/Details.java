package dev.unroll.run.task;

import java.util.List;
import java.util.Map;

/**
 * What stands beside the table of scores, for people and for machines.
 *
 * @param blocks lines each, a blank line between them
 * @param data by key
 */
public record Details(List<List<String>> blocks, Map<String, Object> data) {

    /** Nothing. */
    public static final Details NONE = new Details(List.of(), Map.of());
}
