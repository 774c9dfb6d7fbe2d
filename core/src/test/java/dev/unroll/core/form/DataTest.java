package dev.unroll.core.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class DataTest {

    private static final Data THING = new Data(
            "thing",
            Map.of(
                    "size",
                    3.0,
                    "rate",
                    0.5,
                    "on",
                    true,
                    "name",
                    "a",
                    "words",
                    List.of("a", "b"),
                    "part",
                    Map.of("x", 1)));

    @Test
    void valuesAreReadWithTheirTypes() {
        assertEquals(3, THING.at("size").whole());
        assertEquals(0.5, THING.at("rate").number());
        assertTrue(THING.at("on").flag());
        assertEquals("a", THING.at("name").text());
        assertEquals(List.of("a", "b"), THING.at("words").texts());
        assertEquals(1, THING.at("part").at("x").whole());
        assertEquals("b", THING.at("words").list().get(1).text());
        assertEquals("a", THING.at("name").choice(new String[] {"b", "a"}, Function.identity()));
    }

    @Test
    void aValueOfAnotherTypeNamesItsPlace() {
        assertMessage("thing.rate must be a whole number but is 0.5", () -> THING.at("rate")
                .whole());
        assertMessage("thing.name must be a number but is \"a\"", () -> THING.at("name")
                .whole());
        assertMessage("thing.size must be true or false but is 3", () -> THING.at("size")
                .flag());
        assertMessage(
                "thing.on must be a string but is true", () -> THING.at("on").text());
        assertMessage("thing.on must be a list of strings but is true", () -> THING.at("on")
                .texts());
        assertMessage(
                "thing.on must be a list but is true", () -> THING.at("on").list());
        assertMessage(
                "thing.part.x must be an object but is 1",
                () -> THING.at("part").at("x").at("y"));
        assertMessage("thing.part must be an object with a \"kind\" but is {x=1}", () -> THING.at("part")
                .kind());
        assertMessage("thing.name must be one of b, c but is \"a\"", () -> THING.at("name")
                .choice(new String[] {"b", "c"}, Function.identity()));
        assertMessage("list[1] must be a string but is 7", () -> new Data("list", List.of("a", 7)).texts());
    }

    @Test
    void aLongValueIsShownInPart() {
        var error = assertThrows(IllegalArgumentException.class, () -> new Data("list", "x".repeat(100)).number());
        assertEquals("list must be a number but is \"" + "x".repeat(59) + "…", error.getMessage());
    }

    @Test
    void theKeysOfAnObjectAreAllThereAndKnown() {
        var part = THING.at("part");
        assertEquals(part, part.requireKeys(Set.of("x")));
        assertMessage("thing.part lacks the key \"y\"", () -> part.requireKeys(Set.of("x", "y")));
        assertMessage("thing.part lacks the key \"y\"", () -> part.at("y"));
        assertMessage("thing.part has the unknown key \"x\"; the keys are []", () -> part.requireKeys(Set.of()));
        assertMessage("thing.size must be an object with the keys [x, y] but is 3", () -> THING.at("size")
                .requireKeys(Set.of("y", "x")));
        assertFalse(part.has("y"));
    }

    @Test
    void whatAMakerObjectsToIsSaidWithThePlaceOnce() {
        assertMessage(
                "thing: too small",
                () -> THING.make(() -> {
                    throw new IllegalArgumentException("too small");
                }));
        assertMessage(
                "thing.size must be 4",
                () -> THING.make(() -> {
                    throw new IllegalArgumentException("thing.size must be 4");
                }));
    }

    private static void assertMessage(String expected, Executable read) {
        assertEquals(
                expected, assertThrows(IllegalArgumentException.class, read).getMessage());
    }
}
