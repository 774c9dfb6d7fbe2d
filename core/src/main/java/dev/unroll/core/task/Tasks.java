package dev.unroll.core.task;

import dev.unroll.core.form.Data;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tasks that there are, and how each is read from a model's {@code config.json}. */
public final class Tasks {

    /** Whoever adds a task adds a line. */
    private static final List<Kind> KINDS = List.of(
            new Kind(Classify.NAME, Set.of(LabelTask.LABELS), data -> new Classify(labels(data))),
            new Kind(NextToken.NAME, Set.of(LabelTask.LABELS), data -> new NextToken(labels(data))),
            new Kind(Tag.NAME, Set.of(LabelTask.LABELS), data -> new Tag(labels(data))),
            new Kind(Forecast.NAME, Forecast.KEYS, Forecast::fromData),
            new Kind(Regress.NAME, Set.of(Regress.VALUES), Regress::fromData),
            new Kind(Transduce.NAME, Transduce.KEYS, Transduce::fromData));

    private Tasks() {}

    /**
     * How a task is read.
     *
     * @param keys of its data form
     */
    private record Kind(String name, Set<String> keys, Function<Data, Task> read) {}

    /** Returns the keys of the data form of the task of this name; throws if there is none. */
    public static Set<String> keys(Object name) {
        return kind(name).keys();
    }

    /** Returns the task of this name, out of data that have its {@link #keys}. */
    public static Task read(Object name, Data data) {
        return kind(name).read().apply(data);
    }

    private static Kind kind(Object name) {
        Optional<Kind> found =
                KINDS.stream().filter(kind -> kind.name().equals(name)).findFirst();
        return found.orElseThrow(() -> new IllegalArgumentException("task must be one of "
                + KINDS.stream().map(Kind::name).collect(Collectors.joining(", ")) + " but is \"" + name + "\""));
    }

    private static List<String> labels(Data data) {
        return data.under(LabelTask.LABELS).texts();
    }
}
