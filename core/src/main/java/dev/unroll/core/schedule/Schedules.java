package dev.unroll.core.schedule;

import dev.unroll.core.form.Kinds;
import java.util.List;

/** The schedules that a configuration can name. */
public final class Schedules {

    /** One line a schedule. */
    public static final Kinds<Schedule> ALL = Kinds.of(
            Schedule.class,
            "schedule",
            List.of(
                    new Constant(),
                    new OneCycle(),
                    new Cosine(),
                    new LinearDecay(),
                    new StepDecay(),
                    new ExponentialDecay(),
                    new Plateau()));

    private Schedules() {}
}
