package dev.unroll.data.series.table;

import dev.unroll.data.ReadReport.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what is missing in a table, and what can be done about it. */
final class Faults {

    private Faults() {}

    /** Returns a sentence or two, and a line for each place that is remembered. */
    static String sentence(Path file, SeriesFindings findings) {
        SeriesFindings.Counts counts = findings.counts();
        List<String> found = new ArrayList<>();
        if (counts.gaps() > 0) {
            found.add(counted(counts.gaps(), "gap") + " (" + counted(counts.gapSteps(), "time") + ")");
        }
        if (counts.missing() > 0) {
            found.add(counted(counts.missing(), "missing value"));
        }
        if (counts.contradictions() > 0) {
            found.add(counted(counts.contradictions(), "time") + " with different values");
        }
        var text = new StringBuilder(file + " has " + joined(found)
                + ". Say what becomes of them: --set missing=interpolate (a straight line between the neighbors), last (the"
                + " value before) or mask (left open)"
                + (counts.contradictions() > 0 ? "; different values of one time become their mean" : ""));
        if (!findings.hint().isEmpty()) {
            text.append(". ").append(findings.hint());
        }
        for (Place place : findings.faults()) {
            text.append("\n  ").append(place);
        }
        long more = counts.gaps()
                + counts.missing()
                + counts.contradictions()
                - findings.faults().size();
        if (more > 0) {
            text.append("\n  … and ").append(more).append(" more");
        }
        return text.toString();
    }

    private static String joined(List<String> parts) {
        return parts.size() < 2
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
    }

    private static String counted(long count, String unit) {
        return String.format(Locale.ROOT, "%,d %s%s", count, unit, count == 1 ? "" : "s");
    }
}
