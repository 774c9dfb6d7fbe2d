package dev.unroll.core.network;

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
