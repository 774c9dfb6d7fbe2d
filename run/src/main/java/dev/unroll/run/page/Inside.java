package dev.unroll.run.page;

import dev.unroll.core.network.Layer;
import dev.unroll.core.trace.NetworkTrace;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What a network computed of an input, for the part of a page that unfolds it.
 *
 * @param quantity the sign of what has the derivatives {@code gradients}: L
 * @param meaning what that is, as the rest of a sentence
 * @param layers of the network
 * @param tokens what stands above the steps, and {@code read}, what the lowest layer reads, a word a step each
 * @param says what it answers after each step; nothing if it answers only once
 */
record Inside(
        String quantity,
        String meaning,
        List<Layer> layers,
        NetworkTrace trace,
        NetworkTrace.Gradients gradients,
        List<String> tokens,
        List<String> read,
        List<String> says) {

    int steps() {
        return tokens.size();
    }

    /** Returns what stands for what has no words, an arrow a step. */
    static List<String> arrows(int steps) {
        return Collections.nCopies(steps, "↑");
    }

    /** Returns the part of the page. */
    Page.Markup section(StepWindow shown) {
        return Page.part(
                Inside.class,
                "inside",
                Map.of("quantity", quantity, "meaning", meaning, "layers", new LayerSection(this, shown).all()));
    }
}
