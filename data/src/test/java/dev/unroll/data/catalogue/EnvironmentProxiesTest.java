package dev.unroll.data.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.data.DataException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentProxiesTest {

    private static String select(Map<String, String> environment, String address) {
        return new EnvironmentProxies(environment)
                .select(URI.create(address))
                .getFirst()
                .toString();
    }

    @ParameterizedTest
    @CsvSource({
        "http://a.org/x,      HTTP @ small/<unresolved>:3128",
        "https://a.org/x,     HTTP @ CAPITAL/<unresolved>:1080",
        "https://in.house/x,  DIRECT",
        "http://b.in.house/x, DIRECT",
        "http://inn.house/x,  HTTP @ small/<unresolved>:3128",
        "http://127.0.0.1/x,  DIRECT",
    })
    void theVariableOfTheSchemeDecides(String address, String expected) {
        var environment = Map.of(
                "http_proxy", "small.invalid:3128",
                "HTTPS_PROXY", "http://CAPITAL.invalid/",
                "no_proxy", "in.house,127.0.0.1");
        assertEquals(expected, select(environment, address).replace(".invalid", ""));
    }

    @Test
    void oneVariableMayStandForAll() {
        assertEquals(
                "HTTP @ p.invalid/<unresolved>:8080", select(Map.of("ALL_PROXY", "p.invalid:8080"), "https://a.org/"));
        assertEquals("DIRECT", select(Map.of("ALL_PROXY", "p.invalid:8080", "NO_PROXY", "*"), "https://a.org/"));
        assertEquals("DIRECT", select(Map.of(), "https://a.org/"));
    }

    @Test
    void aPasswordIsRefusedAndNotShown() {
        var error = assertThrows(
                DataException.class, () -> select(Map.of("http_proxy", "http://me:secret@p:1"), "http://a.org/"));
        assertEquals(
                "the variable http_proxy (or all_proxy) must be http://HOST:PORT, without a password, but is not",
                error.getMessage());
    }
}
