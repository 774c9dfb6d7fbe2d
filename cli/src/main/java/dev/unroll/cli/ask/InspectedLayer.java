package dev.unroll.cli.ask;

import dev.unroll.core.network.Attention;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Part;
import dev.unroll.core.network.Residual;
import dev.unroll.run.task.Printed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A recurrent layer, or an attention behind the layers, as {@code unroll inspect} shows it.
 *
 * @param name {@code layer 0}; of an encoder {@code source layer 0}; {@code attention} behind the layers
 * @param around what is between its output and the next, as the end of a title; mostly nothing
 */
record InspectedLayer(String name, Optional<Layer> layer, Optional<Attention> attention, String around) {

    /** Returns those of a network in order; those that read the source of pairs come first. */
    static List<InspectedLayer> of(NetworkSpec spec) {
        List<InspectedLayer> all = new ArrayList<>();
        if (spec.input() instanceof InputSpec.Pair pair) {
            addTo(all, "source layer ", pair.source());
        }
        addTo(all, "layer ", spec);
        return all;
    }

    private static void addTo(List<InspectedLayer> all, String name, NetworkSpec spec) {
        int layers = 0;
        Optional<Attention> attends = Optional.empty();
        for (Part whole : spec.parts()) {
            String around = whole instanceof Residual ? ", added to what it reads (residual)" : "";
            for (Part part : whole.flat().toList()) {
                switch (part) {
                    case Attention.Recurrent recurrent -> attends = Optional.of(recurrent);
                    case Attention.Combined combined ->
                        all.add(new InspectedLayer("attention", Optional.empty(), Optional.of(combined), around));
                    case Layer layer -> {
                        all.add(new InspectedLayer(name + layers++, Optional.of(layer), attends, around));
                        attends = Optional.empty();
                    }
                    default -> {
                        // Has no equations.
                    }
                }
            }
        }
    }

    private static String reading(Layer layer) {
        return layer.reading().name().toLowerCase(Locale.ROOT);
    }

    /** Returns what the outputs of two directions become, where they do not stand side by side. */
    private static String merged(Layer layer) {
        return layer.merge() == Layer.Merge.CONCATENATION ? "" : " and gives the " + word(layer.merge()) + " of both";
    }

    /** Returns what it is, in a line. */
    String title() {
        return layer.map(each ->
                        name + ": " + Printed.inLine(each.cell().name()) + ", reads " + reading(each) + merged(each)
                                + (attention.isPresent() ? ", attends to the source" : "")
                                + around)
                .orElse(name + ", behind the layers");
    }

    /** Returns its equations, those of attention last. */
    List<String> equations() {
        List<String> lines = new ArrayList<>();
        layer.ifPresent(each -> lines.addAll(each.cell().toString().lines().toList()));
        attention.ifPresent(each -> lines.addAll(equations(each)));
        return lines;
    }

    /** Returns how a source's rows m are weighed, in the letters of the manual. */
    private static List<String> equations(Attention attention) {
        List<String> lines = new ArrayList<>();
        lines.add(word(attention.score()) + " attention to the rows m of the source");
        lines.add(
                switch (attention.score()) {
                    case ADDITIVE -> "  score   = v · tanh(W q + U m)";
                    case GENERAL -> "  score   = q · (W m)";
                    case DOT -> "  score   = q · m";
                });
        lines.add("  α       = softmax(score)");
        lines.add("  context = Σ α m");
        lines.addAll(
                switch (attention) {
                    case Attention.Combined _ ->
                        List.of("  q       = output of the last layer", "  a       = tanh(W [context; q])");
                    case Attention.Recurrent recurrent ->
                        recurrent.feed() == Attention.Feed.CONTEXT
                                ? List.of("  q       = first state before the step", "  x       = [input; context]")
                                : List.of(
                                        "  q       = y",
                                        "  a       = tanh(W [context; q])",
                                        "  x       = [input; a of the step before]");
                });
        return lines;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Returns those of a network as plain data; of two networks, one of which reads the source, with their names. */
    static List<Map<String, Object>> data(NetworkSpec spec) {
        return of(spec).stream()
                .map(each -> spec.input() instanceof InputSpec.Pair ? each.named() : each.data())
                .toList();
    }

    private Map<String, Object> named() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", name);
        data.putAll(data());
        return data;
    }

    private Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        layer.ifPresent(each -> {
            data.put("cell", each.cell().name());
            data.put("reading", reading(each));
            data.put("equations", each.cell().toString());
            data.put("latex", each.cell().latex());
        });
        attention.ifPresent(each -> {
            Map<String, Object> attends = new LinkedHashMap<>();
            attends.put("score", word(each.score()));
            attends.put("feed", each instanceof Attention.Recurrent recurrent ? word(recurrent.feed()) : "none");
            data.put("attention", attends);
        });
        return data;
    }
}
