package dev.unroll.core.stream;

import java.util.Optional;

/**
 * What an event makes of a sequence.
 *
 * @param state to keep under the key; empty if nothing is to be remembered
 * @param answer empty where there is none: a forecast needs more values, or an end is no step
 */
public record Step(Optional<StreamState> state, Optional<Answer> answer) {}
