package dev.unroll.run.config;

import dev.unroll.core.loss.Losses;
import dev.unroll.core.optimizer.Optimizers;
import dev.unroll.core.schedule.Schedules;
import java.util.List;
import java.util.Optional;

/** All that decides what a training does, apart from the data themselves: one table of the file a component. */
public record TrainConfig(DataTable data, ModelTable model, TargetTable target, TrainingTable training) {

    /** The components that are one of a family, whose keys stand in the table of the component. */
    private static final List<Choice> CHOICES = List.of(
            Choice.of(Optimizers.ALL), Choice.of(Schedules.ALL), Choice.orAuto(Losses.ALL, TrainingTable::defaultLoss));

    /** Returns the choice that components of a type are; empty if their values are plain. */
    static Optional<Choice> choice(Class<?> type) {
        return CHOICES.stream().filter(choice -> choice.kinds().type() == type).findFirst();
    }
}
