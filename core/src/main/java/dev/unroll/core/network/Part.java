package dev.unroll.core.network;

import dev.unroll.core.network.ParameterLayout.Window;
import java.util.List;
import java.util.stream.Stream;

/**
 * A part of a network, apart from its weights: it takes rows of numbers and gives others.
 *
 * <p>A network is an {@link InputSpec} and parts in a row, and a {@link Residual} is a part made of parts. The rows that a
 * part gives must be rows that the next one can take.
 */
public sealed interface Part permits Layer, Attention, Dropout, TimeReduction, Readout, Head.Linear, Residual {

    /** Returns what kind of part it is, as data and messages say. */
    String kind();

    /**
     * Returns what it gives.
     *
     * @throws IllegalArgumentException if it cannot take what it is given
     */
    Signal gives(Signal given, Place place);

    /** Returns the place of the part after it. */
    default Place after(Place place, Signal given) {
        return place.next();
    }

    /** Returns its parameters, in order, as if they lay at the start of the flat array. */
    default List<Window> parameters(Place place, Signal given) {
        return List.of();
    }

    /** Returns whether what it gives at a step depends on later ones. */
    default boolean looksAhead() {
        return false;
    }

    /** Returns it and all parts inside it, in order. */
    default Stream<Part> flat() {
        return Stream.of(this);
    }
}
