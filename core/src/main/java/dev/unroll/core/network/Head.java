package dev.unroll.core.network;

import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.network.ParameterLayout.Window;
import dev.unroll.core.network.Signal.Kind;
import java.util.List;

/** What makes the network's outputs of what is read out. */
public sealed interface Head {

    /** A linear layer with bias: y = W x + b. */
    record Linear(int outputs) implements Head, Part {
        public Linear {
            if (outputs < 1) {
                throw new IllegalArgumentException("outputs must be at least 1 but is " + outputs);
            }
        }

        @Override
        public String kind() {
            return "linear";
        }

        @Override
        public Signal gives(Signal given, Place place) {
            place.requireKind(this, given, Kind.STEPS, Kind.SEQUENCES);
            return given.withWidth(outputs);
        }

        @Override
        public Place after(Place place, Signal given) {
            return place.withLinear().from(place.describe(this)).next();
        }

        @Override
        public List<Window> parameters(Place place, Signal given) {
            int width = given.width();
            return List.of(
                    Window.of(weightName(place), Role.HEAD_WEIGHT, List.of(outputs, width), width),
                    Window.of(biasName(place), Role.HEAD_BIAS, List.of(outputs), width));
        }

        /** Returns what the weight of a linear layer at this place is called. */
        public static String weightName(Place place) {
            return name(place) + ".weight";
        }

        /** Returns what the bias of a linear layer at this place is called. */
        public static String biasName(Place place) {
            return name(place) + ".bias";
        }

        private static String name(Place place) {
            return place.prefix() + "fc" + (place.linears() == 0 ? "" : place.linears());
        }
    }

    /** Nothing: what is read out is the network's output. */
    record None() implements Head {}
}
