package dev.unroll.core.schedule;

import dev.unroll.core.form.Kind;
import dev.unroll.core.score.Watch;
import java.util.Optional;

/**
 * How the learning rate moves over a training, whatever its rate and its length. A record, whose keys are its settings;
 * {@link Schedules} lists those that a configuration can name.
 */
public interface Schedule extends Kind {

    /** Returns the learning rate of each step of a training. */
    LearningRates over(Span span);

    /** Returns the score of the validation examples that it goes by; empty if it goes by none. */
    default Optional<Watch> watched() {
        return Optional.empty();
    }

    /** Returns the schedule that goes by another score, if it goes by one. */
    default Schedule watching(Watch watch) {
        return this;
    }
}
