package dev.unroll.core.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void aSettingIsReadAndOneThatIsNotThereHasItsDefault() {
        Map<String, Object> values = Map.of("rate", 3, "steps", 4L, "on", true, "how", "cos", "all", List.of(1, 2.5));
        var options = Options.of("thing", values, "rate", "steps", "on", "how", "all", "other");
        assertEquals(3.0, options.number("rate", 1));
        assertEquals(1.5, options.number("other", 1.5));
        assertEquals(4, options.whole("steps", 1));
        assertEquals(9, options.whole("other", 9));
        assertTrue(options.flag("on", false));
        assertFalse(options.flag("other", false));
        assertEquals("cos", options.word("how", "linear", List.of("cos", "linear")));
        assertEquals("linear", options.word("other", "linear", List.of("cos", "linear")));
        assertEquals(List.of(1.0, 2.5), options.numbers("all", List.of()));
        assertEquals(List.of(7.0), options.numbers("other", List.of(7.0)));
    }

    @Test
    void anUnknownSettingNamesTheNearest() {
        var error = assertThrows(
                OptionException.class, () -> Options.of("thing", Map.of("Momentm", 1), "momentum", "dampening"));
        assertEquals("Momentm", error.option());
        assertEquals(
                "thing has no option \"Momentm\", did you mean \"momentum\"?; it has dampening, momentum",
                error.getMessage());
        var none = assertThrows(OptionException.class, () -> Options.of("thing", Map.of("x", 1)));
        assertEquals("thing has no option \"x\"; it has none", none.getMessage());
    }

    @Test
    void aSettingOfTheWrongTypeNamesTheExpectedOne() {
        Map<String, Object> values = Map.of("rate", "fast", "steps", 1.5, "on", 1, "how", "sin", "all", List.of("a"));
        var options = Options.of("thing", values, "rate", "steps", "on", "how", "all");
        assertMessage("option rate of thing must be a number but is \"fast\"", () -> options.number("rate", 1));
        assertMessage("option steps of thing must be a whole number but is 1.5", () -> options.whole("steps", 1));
        assertMessage("option on of thing must be true or false but is 1", () -> options.flag("on", true));
        assertMessage(
                "option how of thing must be one of cos, linear but is \"sin\"",
                () -> options.word("how", "cos", List.of("linear", "cos")));
        assertMessage(
                "option all of thing must be a list of numbers but is [a]", () -> options.numbers("all", List.of()));
    }

    private static void assertMessage(String expected, Runnable read) {
        assertEquals(expected, assertThrows(OptionException.class, read::run).getMessage());
    }
}
