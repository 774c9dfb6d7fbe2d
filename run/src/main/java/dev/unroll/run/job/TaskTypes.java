package dev.unroll.run.job;

import dev.unroll.core.model.Model;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.task.TaskType;
import dev.unroll.run.task.classify.ClassifyType;
import dev.unroll.run.task.forecast.ForecastType;
import dev.unroll.run.task.nexttoken.NextTokenType;
import dev.unroll.run.task.regress.RegressType;
import dev.unroll.run.task.tag.TagType;
import dev.unroll.run.task.transduce.TransduceType;
import java.util.List;
import java.util.Locale;

/** The tasks that there are. Whoever adds one adds a line. */
public final class TaskTypes {

    private static final List<TaskType> ALL = List.of(
            new ClassifyType(),
            new NextTokenType(),
            new TagType(),
            new RegressType(),
            new ForecastType(),
            new TransduceType());

    private TaskTypes() {}

    /** Returns the task of a configuration. */
    public static TaskType of(TrainConfig config) {
        return of(config.training().task().name().toLowerCase(Locale.ROOT));
    }

    /** Returns the task that a model was trained for. */
    public static TaskType of(Model model) {
        return of(model.task().name());
    }

    private static TaskType of(String name) {
        return ALL.stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no task " + name));
    }
}
