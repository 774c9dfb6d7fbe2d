package dev.unroll.run.page;

import dev.unroll.core.cell.Operation.Apply;
import dev.unroll.core.cell.Term;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Layer;
import dev.unroll.core.trace.CellTrace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The layers of an explained network, each unfolded with its heat maps in the same columns. */
final class LayerSection {

    private static final int MOST_COLUMNS = 40;

    /** Cells of all heat maps of the page together: some 400 KB. */
    private static final int MOST_CELLS = 24_000;

    private static final int FEWEST_UNITS = 8;
    private static final int MOST_UNITS = 48;

    private final Inside inside;
    private final StepWindow shown;

    /** Prepares the sections of what a network computed. */
    LayerSection(Inside inside, StepWindow shown) {
        this.inside = inside;
        this.shown = shown;
    }

    /** Returns what the template needs, of each layer and direction. */
    List<Map<String, Object>> all() {
        List<Map<String, Object>> sections = new ArrayList<>();
        for (int number = 0; number < inside.layers().size(); number++) {
            for (int d = 0; d < inside.layers().get(number).directions(); d++) {
                sections.add(section(number, d));
            }
        }
        return sections;
    }

    private Map<String, Object> section(int number, int d) {
        Layer layer = inside.layers().get(number);
        boolean backward = layer.reading() == Layer.Reading.BACKWARD || d == 1;
        String title = "Layer " + (number + 1) + ": " + layer.cell().name() + ", reads "
                + (backward ? "from the last step to the first" : "from the first step to the last");
        CellTrace trace = inside.trace().layer(number, d);
        var picture = new CellPicture(trace, backward ? -1 : 1);
        StepWindow unfolded = shown.last(MOST_COLUMNS);
        double glance = StepChart.glance(shown.count());
        double column = Math.max(glance, picture.narrowest());
        boolean atOnce = unfolded.count() == shown.count() && StepChart.isSeenAtOnce(shown.count(), column);
        StepChart chart = new StepChart(unfolded.first(), unfolded.count(), column)
                .unfolded(picture, below(number), above(number));
        int units = units();
        addStates(chart, trace, unfolded, units);
        if (atOnce) {
            addNormsAndGates(chart, number, d, units);
        }
        Map<String, Object> data = new HashMap<>();
        data.put("open", number == 0 && d == 0);
        data.put("title", title);
        data.put("equationsMathMl", new Page.Markup(layer.cell().mathMl()));
        data.put("unfolded", chart.draw(title + ", unfolded").data());
        data.put(
                "cut",
                unfolded.count() < inside.steps()
                        ? "The last " + unfolded.count() + " of " + inside.steps() + " steps."
                        : "");
        data.put("wide", !StepChart.isSeenAtOnce(unfolded.count(), column));
        data.put("glances", atOnce ? List.of() : List.of(glance(number, d, glance, title)));
        return data;
    }

    private Map<String, Object> glance(int number, int d, double column, String title) {
        StepChart chart = new StepChart(shown.first(), shown.count(), column).tokens("reads", inside.tokens());
        int units = units();
        addStates(chart, inside.trace().layer(number, d), shown, units);
        addNormsAndGates(chart, number, d, units);
        return Map.of("count", shown.count(), "drawn", chart.draw(title).data());
    }

    private List<String> below(int number) {
        return number == 0 ? inside.read() : Inside.arrows(inside.steps());
    }

    private List<String> above(int number) {
        return number + 1 == inside.layers().size() ? inside.says() : List.of();
    }

    /** Returns how many units a heat map shows, so that all of them together stay small. */
    private int units() {
        int maps = 0;
        for (int number = 0; number < inside.layers().size(); number++) {
            CellTrace trace = inside.trace().layer(number, 0);
            int ofOne = trace.cell().nexts().size() + gates(trace).size();
            maps += ofOne * inside.layers().get(number).directions();
        }
        return Math.clamp(MOST_CELLS / (shown.count() * maps), FEWEST_UNITS, MOST_UNITS);
    }

    private static List<Map.Entry<String, Term>> gates(CellTrace trace) {
        return trace.cell().names().entrySet().stream()
                .filter(named -> named.getValue().operation() instanceof Apply)
                .toList();
    }

    private static void addStates(StepChart chart, CellTrace trace, StepWindow window, int most) {
        trace.cell().nexts().forEach((name, term) -> {
            Matrix values = trace.of(term);
            chart.heat(name, "units", values, window.liveliest(values, most));
        });
    }

    private void addNormsAndGates(StepChart chart, int number, int d, int most) {
        StateNorms.of(inside).stream()
                .filter(norms -> norms.layer() == number && norms.direction() == d)
                .forEach(norms -> chart.powers(norms.symbol(), norms.values()));
        CellTrace trace = inside.trace().layer(number, d);
        gates(trace).forEach(gate -> {
            Matrix values = trace.of(gate.getValue());
            chart.heat(gate.getKey(), "units", values, shown.liveliest(values, most), 1);
        });
    }
}
