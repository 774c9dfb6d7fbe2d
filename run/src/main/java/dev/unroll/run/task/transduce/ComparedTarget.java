package dev.unroll.run.task.transduce;

import dev.unroll.core.score.Alignment;
import dev.unroll.core.score.Edit;
import dev.unroll.run.page.Words;
import dev.unroll.run.task.Printed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answer beside the right target that it needs the fewest edits to be, in the tokens that people count.
 *
 * @param right that target
 * @param of how many right ones there are
 */
record ComparedTarget(String right, int of, List<Edit> edits) {

    private static final int WIDTH = 80;

    ComparedTarget {
        edits = List.copyOf(edits);
    }

    /** Compares an answer; empty if no right target is known. */
    static Optional<ComparedTarget> of(PairScoring scoring, String answer, List<String> rightTargets) {
        List<String> said = scoring.tokens(answer);
        return rightTargets.stream()
                .min(Comparator.comparingInt(right -> Alignment.distance(scoring.tokens(right), said)))
                .map(right ->
                        new ComparedTarget(right, rightTargets.size(), Alignment.of(scoring.tokens(right), said)));
    }

    boolean isRight() {
        return edits.stream().noneMatch(Edit::isError);
    }

    /** Returns all of it as a page has it. */
    Map<String, Object> shown() {
        return Map.of(
                "right", ShownTokens.text(right),
                "isRight", isRight(),
                "several", of > 1,
                "of", Words.count(of),
                "edits", spans());
    }

    /** Returns the edits as a page has them. */
    List<Map<String, Object>> spans() {
        List<Map<String, Object>> spans = new ArrayList<>();
        for (Edit edit : edits) {
            spans.add(Map.of(
                    "style", edit.isError() ? "wrong" : "right",
                    "said", ShownTokens.answered(edit),
                    "expected", ShownTokens.right(edit)));
        }
        return spans;
    }

    /** Returns the edits for a terminal: what was said above what is right, wrong places marked. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        var said = new StringBuilder("it says ");
        var right = new StringBuilder("right is");
        var marks = new StringBuilder("        ");
        for (Edit edit : edits) {
            String above = Printed.inLine(ShownTokens.answered(edit));
            String below = Printed.inLine(ShownTokens.right(edit));
            int columns = Math.max(Printed.columns(above), Printed.columns(below));
            if (Printed.columns(said.toString()) + 1 + columns > WIDTH) {
                addTo(lines, said, right, marks);
            }
            said.append(' ').append(Printed.padded(above, columns));
            right.append(' ').append(Printed.padded(below, columns));
            marks.append(' ').append((edit.isError() ? "^" : " ").repeat(columns));
        }
        addTo(lines, said, right, marks);
        return lines;
    }

    private static void addTo(List<String> lines, StringBuilder... rows) {
        for (StringBuilder row : rows) {
            lines.add(row.toString().stripTrailing());
            row.setLength(0);
            row.append("        ");
        }
    }

    /** Returns the edits as plain data. */
    List<Map<String, Object>> data() {
        return edits.stream().map(ComparedTarget::data).toList();
    }

    private static Map<String, Object> data(Edit edit) {
        Map<String, Object> data = new LinkedHashMap<>();
        switch (edit) {
            case Edit.Match(String token) -> {
                data.put("edit", "match");
                data.put("right", token);
                data.put("answered", token);
            }
            case Edit.Substitution(String expected, String answered) -> {
                data.put("edit", "substitution");
                data.put("right", expected);
                data.put("answered", answered);
            }
            case Edit.Deletion(String expected) -> {
                data.put("edit", "deletion");
                data.put("right", expected);
            }
            case Edit.Insertion(String answered) -> {
                data.put("edit", "insertion");
                data.put("answered", answered);
            }
        }
        return data;
    }

    /** Puts what is right, and how the answer differs from it, into plain data. */
    void put(List<String> rightTargets, Map<String, Object> into) {
        into.put("right_targets", rightTargets);
        into.put("compared_with", right());
        into.put("is_right", isRight());
        into.put("edits", data());
    }
}
