package dev.unroll.data.series;

import java.time.LocalDateTime;
import java.util.Optional;

/** When the steps of a series are; it goes on beyond its end. */
public interface TimeAxis {

    /** Returns the time of a step, counted from 0, as the file writes times. */
    String text(long step);

    /** Returns the local date and time of a step; none if steps are merely counted. */
    Optional<LocalDateTime> dateTime(long step);

    /** Returns how far apart steps are. */
    Frequency frequency();
}
