package dev.unroll.core.network;

/**
 * A part that joins every {@code factor} steps that follow each other side by side: [T, F] → [⌈T / factor⌉, factor · F]. What
 * the last joined step lacks is zeros. So the parts after it have fewer steps to go; Chan et al. 2016.
 */
public record TimeReduction(int factor) implements Part {

    /** More would leave nothing of most sequences. */
    public static final int MOST = 64;

    private static final int MOST_IN_ALL = 4096;

    public TimeReduction {
        if (factor < 2 || factor > MOST) {
            throw new IllegalArgumentException(
                    "a time reduction must join 2 .. " + MOST + " steps but its factor is " + factor);
        }
    }

    @Override
    public String kind() {
        return "time_reduction";
    }

    @Override
    public Signal gives(Signal given, Place place) {
        place.requireKind(this, given, Signal.Kind.STEPS);
        long inAll = (long) place.reduction() * factor;
        long width = (long) given.width() * factor;
        if (inAll > MOST_IN_ALL || width > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(place.describe(this) + ", joins " + inAll
                    + " steps of the input to a row of "
                    + width + " numbers, but there may be at most " + MOST_IN_ALL + " steps and " + Integer.MAX_VALUE
                    + " numbers; reduce the time less");
        }
        return given.withWidth((int) width);
    }

    @Override
    public Place after(Place place, Signal given) {
        return place.withReduction(factor).from(place.describe(this)).next();
    }
}
