package dev.unroll.core.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.loss.Losses;
import dev.unroll.core.optimizer.Optimizers;
import dev.unroll.core.schedule.Schedules;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KindsTest {

    /** Every optimizer, schedule and loss that a configuration can name. */
    static Stream<Arguments> kinds() {
        return Stream.of(Optimizers.ALL, Schedules.ALL, Losses.ALL)
                .flatMap(family -> family.names().stream().map(name -> Arguments.of(family, name)));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("kinds")
    <T extends Kind> void itsSettingsGiveItBack(Kinds<T> family, String name) {
        T member = family.named(name);
        assertEquals(member, family.read(name, family.settings(member)));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("kinds")
    <T extends Kind> void itsDefaultsAreInTheirRanges(Kinds<T> family, String name) {
        Form<T> form = family.form(name);
        for (Field field : form.fields()) {
            Object value = form.byDefault(field);
            assertEquals(Optional.of(value), field.convert(field.plain(value)), field.name());
            assertFalse(field.help().isBlank(), field.name());
        }
    }

    /** A kind that stands twice in a family here. */
    public record Twin() implements Kind {
        @Override
        public String name() {
            return "twin";
        }
    }

    @Test
    void aNameStandsForOneKind() {
        var error = assertThrows(
                IllegalArgumentException.class, () -> Kinds.of(Twin.class, "sister", List.of(new Twin(), new Twin())));
        assertEquals("there are two of the name \"twin\"; a sister must have a name of its own", error.getMessage());
    }
}
