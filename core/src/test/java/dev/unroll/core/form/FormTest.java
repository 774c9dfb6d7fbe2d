package dev.unroll.core.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormTest {

    /** What the things here have in common. */
    interface Sized {
        @Key(min = 1, max = 9, help = "how many")
        int size();
    }

    enum Way {
        BY_HAND,
        BY_MACHINE
    }

    /** A record with a key of each type, known by an instance. */
    public record Thing(
            int size,
            @Key(above = 0, below = 1, help = "a part") double share,
            @Key(help = "any") long seed,
            @Key(help = "now") boolean now,
            @Key(name = "loud", help = "noise") Switch noise,
            @Key(help = "the way") Way madeIn,
            @Key(help = "its name") String label,
            @Key(help = "rules") List<String> rules,
            @Key(min = 0, help = "weights") List<Double> weights,
            Optional<String> owner)
            implements Sized {

        public Thing {
            if (label.equals("none") && now) {
                throw new IllegalArgumentException("now needs a label");
            }
        }

        Thing() {
            this(3, 0.5, 7, false, Switch.OFF, Way.BY_HAND, "plain", List.of(), List.of(), Optional.of("us"));
        }
    }

    /** A record whose keys say their defaults. */
    public record Table(
            @Key(value = "4", min = 1, help = "count") int count,
            @Key(value = "1e-8", help = "small") double tiny,
            @Key(value = "true", help = "on") boolean on,
            @Key(value = "by_machine", help = "way") Way way,
            @Key(value = "a b", help = "text") String text,
            @Key(help = "rules") List<String> rules) {}

    private static final Form<Thing> FORM = Form.of(new Thing());

    @Test
    void aComponentIsAKeyByItsNameOrByTheOneThatIsSaid() {
        assertEquals(
                List.of("size", "share", "seed", "now", "loud", "made_in", "label", "rules", "weights"),
                FORM.fields().stream().map(Field::name).toList());
    }

    @Test
    void whatAnInterfaceSaysOfAKeyHoldsForItsRecords() {
        assertEquals("how many", FORM.field("size").orElseThrow().help());
        assertEquals(
                "a whole number from 1 to 9", FORM.field("size").orElseThrow().expectation());
    }

    @Test
    void aRecordIsReadAndWhatIsNotSaidIsAsInTheDefaults() {
        Thing read = FORM.read(
                "thing",
                Map.of(
                        "share",
                        0.25,
                        "loud",
                        true,
                        "made_in",
                        "by_machine",
                        "rules",
                        List.of("a", "b"),
                        "weights",
                        List.of(1L, 2.5)));
        assertEquals(
                new Thing(
                        3,
                        0.25,
                        7,
                        false,
                        Switch.ON,
                        Way.BY_MACHINE,
                        "plain",
                        List.of("a", "b"),
                        List.of(1.0, 2.5),
                        Optional.of("us")),
                read);
        assertEquals(read, FORM.read("thing", FORM.plain(read)));
    }

    @Test
    void aTableIsReadByTheDefaultsThatItsKeysSay() {
        Form<Table> form = Form.of(Table.class);
        assertEquals(new Table(4, 1e-8, true, Way.BY_MACHINE, "a b", List.of()), form.read("table", Map.of()));
    }

    /** The key, what it is set to, and what it must be. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            size    | 10      | a whole number from 1 to 9
            size    | 2.5     | a whole number from 1 to 9
            share   | 1       | a number above 0 to below 1
            seed    | 1.5     | a whole number
            now     | 1       | true or false
            loud    | 1       | true or false
            made_in | by_feet | one of by_hand, by_machine
            label   | 5       | a text
            rules   | 5       | a list of texts, ["…", "…"]
            weights | 5       | a list, [x, y], each a number from 0
            """)
    void aValueThatDoesNotFitIsRefused(String key, String value, String expectation) {
        Object raw = value.equals("by_feet") ? value : number(value);
        var error = assertThrows(IllegalArgumentException.class, () -> FORM.read("thing", Map.of(key, raw)));
        String shown = raw instanceof String ? "\"" + raw + "\"" : raw.toString();
        assertEquals("option " + key + " of thing must be " + expectation + " but is " + shown, error.getMessage());
    }

    private static Object number(String text) {
        return text.contains(".") ? (Object) Double.valueOf(text) : Long.valueOf(text);
    }

    @Test
    void elementsOfListsAreCheckedToo() {
        assertEquals(Optional.empty(), FORM.field("rules").orElseThrow().convert(List.of("a", 1)));
        assertEquals(Optional.empty(), FORM.field("weights").orElseThrow().convert(List.of(1.0, -1.0)));
    }

    @Test
    void anUnknownKeyNamesTheNearest() {
        var error = assertThrows(IllegalArgumentException.class, () -> FORM.read("thing", Map.of("Sise", 1)));
        assertEquals(
                "thing has no option \"Sise\", did you mean \"size\"?; it has label, loud, made_in, now, rules, seed, share,"
                        + " size, weights",
                error.getMessage());
        var none = assertThrows(
                IllegalArgumentException.class, () -> Form.of(new Bare()).read("bare", Map.of("x", 1)));
        assertEquals("bare has no option \"x\"; it has none", none.getMessage());
    }

    /** A record without keys. */
    public record Bare() {}

    @Test
    void whatTheRecordObjectsToIsSaidInItsWords() {
        var error = assertThrows(
                IllegalArgumentException.class, () -> FORM.read("thing", Map.of("label", "none", "now", true)));
        assertEquals("now needs a label", error.getMessage());
    }

    @Test
    void aTableWithAComponentThatIsNoKeyIsAMistake() {
        record Wrong(int count) {}
        var error = assertThrows(
                IllegalStateException.class, () -> Form.of(Wrong.class).make(Map.of()));
        assertEquals(Wrong.class + ".count must be annotated with @Key but is not", error.getMessage());
    }
}
