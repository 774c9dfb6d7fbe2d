package dev.unroll.core.update;

import dev.unroll.core.form.Nearest;
import dev.unroll.core.network.ParameterLayout;
import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.network.ParameterLayout.Window;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which parameters of a network are in which group: spans of the flat array, in order, with nothing between them. */
public final class ParameterGroups {

    /** What learns as the plan says. */
    private static final ParameterGroup REST = ParameterGroup.named("*");

    /**
     * Neighboring parameters of one group.
     *
     * @param group its place in {@link #all}
     */
    record Span(int from, int to, int group) {}

    private final List<ParameterGroup> all;
    private final List<Span> spans;
    private final Set<Role> frozenRoles;

    private ParameterGroups(List<ParameterGroup> all, List<Span> spans, Set<Role> frozenRoles) {
        this.all = all;
        this.spans = spans;
        this.frozenRoles = frozenRoles;
    }

    /** Returns the groups of a network's parameters; throws if one selects none, or none that is left. */
    public static ParameterGroups of(ParameterLayout layout, List<ParameterGroup> groups) {
        groups.forEach(group -> requireSelects(group, layout));
        var all = new ArrayList<>(groups);
        all.add(REST);
        var spans = new ArrayList<Span>();
        Set<Role> frozen = EnumSet.noneOf(Role.class);
        Set<Role> moving = EnumSet.noneOf(Role.class);
        for (Window window : layout.windows()) {
            int group = groupOf(window, all);
            (all.get(group).isFrozen() ? frozen : moving).add(window.role());
            int from = window.offset();
            if (!spans.isEmpty() && spans.getLast().group() == group) {
                from = spans.removeLast().from();
            }
            spans.add(new Span(from, window.offset() + window.size(), group));
        }
        requireUse(groups, spans, layout);
        if (moving.isEmpty() && !frozen.isEmpty()) {
            throw new IllegalArgumentException("every parameter is frozen, so nothing would be learned");
        }
        frozen.removeAll(moving);
        return new ParameterGroups(List.copyOf(all), List.copyOf(spans), frozen);
    }

    private static int groupOf(Window window, List<ParameterGroup> all) {
        int group = 0;
        while (!all.get(group).selects(window)) {
            group++;
        }
        return group;
    }

    private static void requireSelects(ParameterGroup group, ParameterLayout layout) {
        List<String> names = layout.windows().stream().map(Window::name).toList();
        if (layout.windows().stream().noneMatch(group::selects)) {
            var known = new ArrayList<>(ParameterGroup.words());
            known.addAll(names);
            Optional<String> near = Nearest.to(group.selector(), known).filter(word -> !word.equals(group.selector()));
            throw new IllegalArgumentException("the group \"" + group + "\" selects no parameter"
                    + near.map(word -> ", did you mean \"" + word + "\"?").orElse("") + "; there are "
                    + String.join(", ", names) + ", and the words " + String.join(", ", ParameterGroup.words()));
        }
    }

    private static void requireUse(List<ParameterGroup> groups, List<Span> spans, ParameterLayout layout) {
        for (int i = 0; i < groups.size(); i++) {
            int number = i;
            if (spans.stream().noneMatch(span -> span.group() == number)) {
                List<String> selected = layout.windows().stream()
                        .filter(groups.get(i)::selects)
                        .map(Window::name)
                        .toList();
                throw new IllegalArgumentException("the group \"" + groups.get(i) + "\" selects only "
                        + String.join(", ", selected) + ", which earlier groups have: a parameter is in the first group"
                        + " that selects it; put this one before them or take it out");
            }
        }
    }

    /** Returns the groups, and last what learns as the plan says. */
    List<ParameterGroup> all() {
        return all;
    }

    /** Returns the spans that learn, in order. */
    Span[] moving() {
        return spans.stream().filter(span -> !all.get(span.group()).isFrozen()).toArray(Span[]::new);
    }

    /** Returns the spans that stay as they are, in order. */
    Span[] frozen() {
        return spans.stream().filter(span -> all.get(span.group()).isFrozen()).toArray(Span[]::new);
    }

    /** Returns the roles of which every parameter stays as it is. */
    public Set<Role> frozenRoles() {
        return EnumSet.copyOf(frozenRoles);
    }
}
