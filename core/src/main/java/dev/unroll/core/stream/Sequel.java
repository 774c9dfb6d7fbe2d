package dev.unroll.core.stream;

import java.util.Optional;

/** A model that goes on with one sequence after another. For one thread at a time. */
interface Sequel {

    /** Returns another one on the same weights, for another thread. */
    Sequel fork();

    /**
     * Reads an event.
     *
     * @param before what is remembered of the sequence; empty at its begin
     * @throws IllegalArgumentException if the model cannot read it
     */
    Step read(String key, Optional<StreamState> before, Event event);

    /** Returns the error of a model that was given an event of another kind than it reads. */
    static IllegalArgumentException unreadable(String model, String read, Event event) {
        return new IllegalArgumentException(
                "model " + model + " reads " + read + " but the event is " + event.kind() + "; give it what it reads");
    }
}
