package dev.unroll.core.task;

import dev.unroll.core.form.DataForm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tasks that there are, and how each is read from a model's {@code config.json}. */
public final class Tasks {

    /** Whoever adds a task adds a line. */
    private static final List<Kind> KINDS = List.of(
            new Kind(Classify.NAME, Set.of(LabelTask.LABELS), map -> new Classify(labels(map))),
            new Kind(NextToken.NAME, Set.of(LabelTask.LABELS), map -> new NextToken(labels(map))),
            new Kind(Tag.NAME, Set.of(LabelTask.LABELS), map -> new Tag(labels(map))));

    private Tasks() {}

    /**
     * How a task is read.
     *
     * @param keys of its data form
     */
    private record Kind(String name, Set<String> keys, Function<Map<?, ?>, Task> read) {}

    /** Returns the keys of the data form of the task of this name; throws if there is none. */
    public static Set<String> keys(Object name) {
        return kind(name).keys();
    }

    /** Returns the task of this name, out of a map that has its {@link #keys}. */
    public static Task read(Object name, Map<?, ?> map) {
        return kind(name).read().apply(map);
    }

    private static Kind kind(Object name) {
        Optional<Kind> found =
                KINDS.stream().filter(kind -> kind.name().equals(name)).findFirst();
        return found.orElseThrow(() -> new IllegalArgumentException("task must be one of "
                + KINDS.stream().map(Kind::name).collect(Collectors.joining(", ")) + " but is \"" + name + "\""));
    }

    private static List<String> labels(Map<?, ?> map) {
        return DataForm.strings(DataForm.value(map, LabelTask.LABELS), LabelTask.LABELS);
    }
}
