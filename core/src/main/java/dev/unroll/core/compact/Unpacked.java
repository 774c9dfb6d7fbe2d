package dev.unroll.core.compact;

import dev.unroll.core.kernel.Panels;
import java.util.Optional;

/** The floats of compact panels, for products of several rows: made when they are first asked for. */
final class Unpacked {

    /** Two threads may make them at the same time; they are the same. */
    private volatile Optional<Panels> panels = Optional.empty();

    Panels of(CompactPanels source) {
        Optional<Panels> known = panels;
        if (known.isPresent()) {
            return known.get();
        }
        var made = new Panels(source.rows(), source.columns());
        for (int j = 0; j < source.columns(); j++) {
            for (int k = 0; k < source.rows(); k++) {
                made.data()[made.at(k, j)] = source.get(k, j);
            }
        }
        panels = Optional.of(made);
        return made;
    }

    /** Says that the source has changed. */
    void forget() {
        panels = Optional.empty();
    }
}
