package dev.unroll.core.network;

import dev.unroll.core.network.ParameterLayout.Window;
import dev.unroll.core.network.Signal.Kind;
import java.util.List;
import java.util.stream.Stream;

/** Parts in a row whose result is added to what they are given: y = x + f(x). He et al. 2015. */
public record Residual(List<Part> parts) implements Part {

    public Residual {
        parts = List.copyOf(parts);
    }

    /** A connection around these parts. */
    public static Residual around(Part... parts) {
        return new Residual(List.of(parts));
    }

    /** Returns the parts inside, at their places. */
    public Chain chain(Place place, Signal given) {
        return Chain.of(parts, given, place.inside());
    }

    @Override
    public String kind() {
        return "residual";
    }

    @Override
    public Signal gives(Signal given, Place place) {
        place.requireKind(this, given, Kind.STEPS, Kind.SEQUENCES);
        if (flat().anyMatch(TimeReduction.class::isInstance)) {
            throw new IllegalArgumentException(place.describe(this)
                    + ", adds what its parts give to what they are given, step by step, so there can be no"
                    + " time_reduction among them; put it before or after");
        }
        Signal inner = chain(place, given).gives();
        if (!inner.equals(given)) {
            throw new IllegalArgumentException(place.describe(this)
                    + ", adds what its parts give to what they are given,"
                    + " so both must be alike, but they give " + inner.kind() + " of " + inner.width()
                    + " numbers and are given " + given.kind() + " of " + given.width() + " by " + place.source());
        }
        return given;
    }

    @Override
    public Place after(Place place, Signal given) {
        return place.counting(chain(place, given).end())
                .from(place.describe(this))
                .next();
    }

    @Override
    public List<Window> parameters(Place place, Signal given) {
        return chain(place, given).parameters();
    }

    @Override
    public boolean looksAhead() {
        return parts.stream().anyMatch(Part::looksAhead);
    }

    @Override
    public Stream<Part> flat() {
        return Stream.concat(Stream.of(this), parts.stream().flatMap(Part::flat));
    }
}
