package dev.unroll.data.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLineTest {

    private static String problem(String line) {
        var thrown = assertThrows(IllegalArgumentException.class, () -> JsonLine.parse(line));
        return String.valueOf(thrown.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " {\"a\": [1, 2.50, -3e5, true, null, \"\\u00e9\"], \"b\": {\"a\": {}}, \"\": false} ",
                "{\"n\": 12345678901234567890.10}",
                "7"
            })
    void aLineIsWhatItSays(String line) {
        JsonElement read = JsonLine.parse(line);
        assertEquals(JsonParser.parseString(line), read);
        assertEquals(JsonParser.parseString(line).toString(), read.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": 1,} | no JSON: expected name near column 10",
                "{\"a\": \"b | no JSON: unterminated string near column 9",
                "{\"a\": \"\\q\"} | no JSON: invalid escape sequence near column 10",
                "{\"a\": \"\\u12\"} | no JSON: a \\u without four hexadecimal digits near column 10",
                "{\"a\": \"\t\"} | no JSON: a control character that is not escaped near column 8",
                "{\"a\" 1} | no JSON: expected ':' near column 7",
                "[1 2] | no JSON: unterminated array near column 5",
                "{\"a\": 01} | no JSON: a mistake near column 7",
                "{\"a\": NaN} | no JSON: a mistake near column 7",
                "{'a': 1} | no JSON: a mistake near column 3",
                "{\"a\": 1} x | no JSON: a mistake near column 11",
                "{\"a\": 1 | no JSON: it ends too early",
                "{\"a\": 1, \"b\": 2, \"a\": 3} | has the key \"a\" twice",
                "[{\"a\": {\"b\": 1, \"b\": 1}}] | has the key \"b\" twice"
            })
    void whatIsWrongIsSaid(String line, String problem) {
        assertEquals(problem, problem(line));
    }

    @Test
    void nestingEnds() {
        JsonLine.parse("[".repeat(255) + "]".repeat(255));
        String lists = "[".repeat(10_000) + "]".repeat(10_000);
        assertEquals("is nested more than 255 deep, which is not read", problem(lists));
        assertEquals("is nested more than 255 deep, which is not read", problem("{\"a\":".repeat(10_000)));
    }

    @Test
    void aNumberTooLongIsOne() {
        JsonLine.parse("{\"a\": " + "9".repeat(1000) + "}");
        assertEquals(
                "has a number of more than 1,023 characters in column 7, which is not read",
                problem("{\"a\": " + "9".repeat(1_000_000) + "}"));
    }
}
