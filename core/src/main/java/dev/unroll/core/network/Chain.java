package dev.unroll.core.network;

import dev.unroll.core.network.ParameterLayout.Window;
import java.util.ArrayList;
import java.util.List;

/** Parts in a row, each given what the one before gives: the fold that networks and parts of parts are made by. */
public final class Chain {

    private final List<Link> links;
    private final Signal gives;
    private final Place end;

    private Chain(List<Link> links, Signal gives, Place end) {
        this.links = List.copyOf(links);
        this.gives = gives;
        this.end = end;
    }

    /**
     * Puts parts in a row.
     *
     * @throws IllegalArgumentException if one of them cannot take what it is given
     */
    static Chain of(List<Part> parts, Signal given, Place first) {
        List<Link> links = new ArrayList<>();
        Signal signal = given;
        Place place = first;
        boolean looksAhead = false;
        for (Part part : parts) {
            Signal gives = part.gives(signal, place);
            boolean ofLayer = !links.isEmpty() && links.getLast().part() instanceof Layer;
            if (part instanceof Readout.LastStep && looksAhead && !ofLayer) {
                throw new IllegalArgumentException(place.describe(part)
                        + ", must come right after a recurrent layer, since the last step of one that reads backward is"
                        + " the first of the sequence; move it there, or read out the last_position");
            }
            links.add(new Link(part, place, signal, gives));
            looksAhead |= part.looksAhead();
            place = part.after(place, signal);
            signal = gives;
        }
        return new Chain(links, signal, place);
    }

    public List<Link> links() {
        return links;
    }

    /** Returns what the last part gives. */
    public Signal gives() {
        return gives;
    }

    /** Returns the place after the last part. */
    Place end() {
        return end;
    }

    List<Window> parameters() {
        return links.stream()
                .flatMap(link -> link.part().parameters(link.place(), link.given()).stream())
                .toList();
    }

    /**
     * A part of a network at its place.
     *
     * @param given what the part before gives
     * @param gives what it makes of it
     */
    public record Link(Part part, Place place, Signal given, Signal gives) {

        /** Returns whether it has parameters that can be learned. */
        public boolean hasParameters() {
            return !part.parameters(place, given).isEmpty();
        }
    }
}
