package dev.unroll.data.series.time;

import dev.unroll.data.series.Frequency;
import dev.unroll.data.series.TimeAxis;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** The time axes that there are. */
public sealed interface Axis extends TimeAxis {

    /** Returns this axis from a later step on. */
    Axis from(int step);

    /** Steps that are merely counted. */
    record Counted(long first, long distance, Frequency frequency) implements Axis {

        @Override
        public String text(long step) {
            return Long.toString(first + step * distance);
        }

        @Override
        public Optional<LocalDateTime> dateTime(long step) {
            return Optional.empty();
        }

        @Override
        public Axis from(int step) {
            return new Counted(first + step * distance, distance, frequency);
        }
    }

    /** Equal distances by clock or calendar, in the words of a file. */
    record Even(Steps steps, TimeNotation notation, long first) implements Axis {

        @Override
        public String text(long step) {
            return notation.write(steps.time(first + step));
        }

        @Override
        public Optional<LocalDateTime> dateTime(long step) {
            return Optional.of(steps.at(first + step));
        }

        @Override
        public Frequency frequency() {
            return steps.frequency();
        }

        @Override
        public Axis from(int step) {
            return new Even(steps, notation, first + step);
        }
    }

    /** Times as they are listed, whatever their distances; behind the last of them, steps are counted from it. */
    final class Listed implements Axis {

        private final long[] times;
        private final ZoneId zone;
        private final TimeNotation notation;
        private final int first;

        public Listed(long[] times, ZoneId zone, TimeNotation notation, int first) {
            this.times = times;
            this.zone = zone;
            this.notation = notation;
            this.first = first;
        }

        @Override
        public String text(long step) {
            int last = times.length - 1;
            long at = first + step;
            return at <= last ? write((int) at) : write(last) + " + " + (at - last);
        }

        private String write(int at) {
            return notation.write(Instant.ofEpochMilli(times[at]).atZone(zone));
        }

        @Override
        public Optional<LocalDateTime> dateTime(long step) {
            long at = first + step;
            return at < times.length ? Optional.of(Steps.local(times[(int) at], zone)) : Optional.empty();
        }

        @Override
        public Frequency frequency() {
            return Frequency.STEPS;
        }

        @Override
        public Axis from(int step) {
            return new Listed(times, zone, notation, first + step);
        }
    }
}
