package dev.unroll.core.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {

    @ParameterizedTest
    @CsvSource({"[],a list", "1,a number", "null,null", "true,true or false"})
    void whatIsNoObjectIsNamed(String text, String found) {
        assertEquals(
                "it must be an object, {…}, but is " + found,
                assertThrows(IOException.class, () -> Json.read(new StringReader(text)))
                        .getMessage());
    }
}
