package dev.unroll.run.page;

import dev.unroll.core.cell.Operation.Function;
import dev.unroll.core.cell.Term;
import dev.unroll.core.model.Explanation;
import dev.unroll.core.model.Prediction;
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

    private final Explanation explanation;
    private final List<Layer> layers;
    private final List<String> tokens;
    private final List<String> read;
    private final StepWindow shown;

    /**
     * Prepares the sections of an explanation.
     *
     * @param tokens what stands above the steps
     * @param read what the lowest layer reads, a word a step
     */
    LayerSection(
            Explanation explanation, List<Layer> layers, List<String> tokens, List<String> read, StepWindow shown) {
        this.explanation = explanation;
        this.layers = layers;
        this.tokens = tokens;
        this.read = read;
        this.shown = shown;
    }

    /** Returns what the template needs, of each layer and direction. */
    List<Map<String, Object>> all() {
        List<Map<String, Object>> sections = new ArrayList<>();
        for (int number = 0; number < layers.size(); number++) {
            for (int d = 0; d < layers.get(number).directions(); d++) {
                sections.add(section(number, d));
            }
        }
        return sections;
    }

    private Map<String, Object> section(int number, int d) {
        Layer layer = layers.get(number);
        boolean backward = layer.reading() == Layer.Reading.BACKWARD || d == 1;
        String title = "Layer " + (number + 1) + ": " + layer.cell().name() + ", reads "
                + (backward ? "from the last step to the first" : "from the first step to the last");
        CellTrace trace = explanation.trace().layer(number, d);
        var picture = new CellPicture(trace, backward ? -1 : 1);
        StepWindow unfolded = shown.last(MOST_COLUMNS);
        double glance = StepChart.glance(shown.count());
        double column = Math.max(glance, picture.narrowest());
        boolean atOnce = unfolded.count() == shown.count() && StepChart.isSeenAtOnce(shown.count(), column);
        StepChart chart = new StepChart(unfolded.first(), unfolded.count(), column)
                .unfolded(picture, below(number), above(number));
        addStrips(chart, number, d);
        Map<String, Object> data = new HashMap<>();
        data.put("open", number == 0 && d == 0);
        data.put("title", title);
        data.put("equationsMathMl", new Page.Markup(layer.cell().mathMl()));
        data.put("unfolded", chart.draw(title + ", unfolded").data());
        data.put(
                "cut",
                unfolded.count() < explanation.tokens().size()
                        ? "The last " + unfolded.count() + " of "
                                + explanation.tokens().size() + " steps."
                        : "");
        data.put("wide", !StepChart.isSeenAtOnce(unfolded.count(), column));
        data.put("glances", atOnce ? List.of() : List.of(glance(number, d, glance, title)));
        return data;
    }

    private Map<String, Object> glance(int number, int d, double column, String title) {
        StepChart chart = new StepChart(shown.first(), shown.count(), column).tokens("reads", tokens);
        addStrips(chart, number, d);
        return Map.of("count", shown.count(), "drawn", chart.draw(title).data());
    }

    private List<String> below(int number) {
        return number == 0 ? read : tokens.stream().map(token -> "↑").toList();
    }

    private List<String> above(int number) {
        return number + 1 == layers.size()
                ? explanation.guesses().stream().map(Prediction::label).toList()
                : List.of();
    }

    private void addStrips(StepChart chart, int number, int d) {
        CellTrace trace = explanation.trace().layer(number, d);
        StateNorms.of(explanation).stream()
                .filter(norms -> norms.layer() == number && norms.direction() == d)
                .forEach(norms -> chart.powers(norms.symbol(), norms.values()));
        var nexts = trace.cell().nexts();
        List<Map.Entry<String, Term>> gates = trace.cell().names().entrySet().stream()
                .filter(named -> named.getValue().operation() instanceof Function)
                .toList();
        int traces =
                explanation.gradients().layers().stream().mapToInt(List::size).sum();
        int cells = MOST_CELLS / (shown.count() * traces * (nexts.size() + gates.size()));
        int most = Math.clamp(cells, FEWEST_UNITS, MOST_UNITS);
        nexts.forEach((name, term) -> chart.heat(name, "units", trace.of(term), shown.liveliest(trace.of(term), most)));
        gates.forEach(gate -> {
            var values = trace.of(gate.getValue());
            chart.heat(gate.getKey(), "units", values, shown.liveliest(values, most), 1);
        });
    }
}
