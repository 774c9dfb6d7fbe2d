package dev.unroll.core.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A family of records, one of which a configuration names: each by an instance with its defaults. */
public final class Kinds<T extends Kind> {

    private final Class<T> type;
    private final String what;
    private final Map<String, T> members = new LinkedHashMap<>();

    private Kinds(Class<T> type, String what, List<? extends T> members) {
        this.type = type;
        this.what = what;
        for (T member : members) {
            if (this.members.put(member.name(), member) != null) {
                throw new IllegalArgumentException("there are two of the name \"" + member.name() + "\"; a " + what
                        + " must have a name of its own");
            }
        }
    }

    /**
     * Returns the family of these, in this order.
     *
     * @param what messages call one, {@code "optimizer"}
     */
    public static <T extends Kind> Kinds<T> of(Class<T> type, String what, List<? extends T> members) {
        return new Kinds<>(type, what, members);
    }

    /** Returns what all of them are. */
    public Class<T> type() {
        return type;
    }

    /** Returns the names in order. */
    public List<String> names() {
        return List.copyOf(members.keySet());
    }

    /** Returns the one of a name, with its defaults. */
    public T named(String name) {
        T member = members.get(name);
        if (member == null) {
            List<String> sorted = members.keySet().stream().sorted().toList();
            throw new IllegalArgumentException("there is no " + what + " \"" + name + "\""
                    + Nearest.suggestion(name, sorted) + "; there are " + String.join(", ", sorted));
        }
        return member;
    }

    /** Returns the form of the one of a name. */
    public Form<T> form(String name) {
        return Form.of(named(name));
    }

    /** Returns the one of a name with these settings, defaults elsewhere. */
    public T read(String name, Map<String, ?> settings) {
        return form(name).read(what + " " + name, settings);
    }

    /** Returns all settings of one of them, as {@link #read} reads them. */
    public Map<String, Object> settings(T member) {
        return Form.of(member).plain(member);
    }
}
