package dev.unroll.run.config;

import dev.unroll.core.form.Form;
import dev.unroll.core.form.Kind;
import dev.unroll.core.form.Kinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A key whose value is the name of one of a family, which brings keys of its own.
 *
 * @param automatic says what {@code auto} means, given the plain keys of the table; empty if there is no such word
 */
record Choice(Kinds<? extends Kind> kinds, Optional<Function<Map<String, Object>, String>> automatic) {

    static final String AUTO = "auto";

    static Choice of(Kinds<?> kinds) {
        return new Choice(kinds, Optional.empty());
    }

    static Choice orAuto(Kinds<?> kinds, Function<Map<String, Object>, String> automatic) {
        return new Choice(kinds, Optional.of(automatic));
    }

    /** Returns the words that a file may have. */
    List<String> words() {
        List<String> words = new ArrayList<>(kinds.names());
        automatic.ifPresent(_ -> words.addFirst(AUTO));
        return words;
    }

    /** Returns the name that a word means; of a word that is none, that of the default. */
    String name(Object word, String byDefault, Map<String, Object> table) {
        Object known = word instanceof String text && words().contains(text) ? word : byDefault;
        return known.equals(AUTO) ? automatic.orElseThrow().apply(table) : (String) known;
    }

    /** Returns the form of the one of a name. */
    Form<?> form(String name) {
        return kinds.form(name);
    }

    /** Returns the names of those that have a key. */
    List<String> having(String key) {
        return kinds.names().stream()
                .filter(name -> form(name).field(key).isPresent())
                .toList();
    }
}
