package dev.unroll.core.form;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    @ParameterizedTest
    @CsvSource({
        "'', '', 0",
        "a, '', 1",
        "'', abc, 3",
        "kitten, sitting, 3",
        "abdc, abcd, 1",
        "ca, abc, 3",
        "gru, lstm, 4"
    })
    void editsAreCounted(String a, String b, int edits) {
        assertEquals(edits, Nearest.edits(a, b));
        assertEquals(edits, Nearest.edits(b, a));
    }

    @Test
    void theNearestNameIsNear() {
        var names = List.of("sgd", "rmsprop", "adam", "adamw");
        assertEquals(Optional.of("adam"), Nearest.to("adam", names));
        assertEquals(Optional.of("adamw"), Nearest.to("AdmW", names));
        assertEquals(Optional.of("rmsprop"), Nearest.to("rms_prop", names));
        assertEquals(Optional.empty(), Nearest.to("lion optimizer", names));
    }

    @Test
    void theNearestIsNamedAndTheFarIsNot() {
        List<String> known = List.of("train", "evaluate", "doctor");
        assertEquals("; did you mean train?", Nearest.hint("trian", known));
        assertEquals("; did you mean evaluate?", Nearest.hint("evalute", known));
        assertEquals("", Nearest.hint("bake", known));
        assertEquals("", Nearest.hint("lr", List.of("eps", "x")));
    }
}
