package dev.unroll.bench.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.network.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadsTest {

    /** What PyTorch's networks of the same shapes have. */
    @ParameterizedTest
    @CsvSource({
        "W1, 276490",
        "W1b, 890890",
        "W1c, 686090",
        "W2, 85266",
        "W2b, 85266",
        "W3, 148",
        "W4rnn, 2591905",
        "W4lstm, 2866849",
        "W4gru, 2775201",
        "W5, 3320385",
        "W6lstm, 329728",
        "W7gru, 247296",
        "W8, 5114528",
        "W9, 3779101"
    })
    void everyWorkloadHasThisManyParameters(String name, int parameters) {
        assertEquals(parameters, Network.layoutOf(Workloads.of(name).network()).size());
    }

    @Test
    void sizesMayBeChanged() {
        Workload workload = Workloads.of("W5:batch=8:hidden=128:steps=3");
        assertEquals(new Size(8, 3, 128), workload.size());
        assertEquals(128, workload.cell().outputSize());
        assertEquals("W5:batch=8:hidden=128:steps=3", workload.name());
    }

    /** Two layers and a head, the one-hot input counted as multiplied. */
    @Test
    void operationsOfACharacterModelAreThoseOfItsProducts() {
        double aStep = 2.0 * ((65 + 512) * 2048 + (512 + 512) * 2048 + 512 * 65);
        assertEquals(50 * 50 * aStep, Workloads.of("W5").forwardOperations());
    }

    @Test
    void unknownNamesAreRefusedWithThoseThatThereAre() {
        var refused = assertThrows(IllegalArgumentException.class, () -> Workloads.of("W10"));
        assertEquals(
                "there is no workload \"W10\": there are W1, W1b, W1c, W2, W2b, W3, W4rnn, W4lstm, W4gru, W5, W6rnn, W6lstm,"
                        + " W6gru, W7rnn, W7lstm, W7gru, W8, W9",
                refused.getMessage());
    }

    @Test
    void unknownSizesAreRefused() {
        var refused = assertThrows(IllegalArgumentException.class, () -> Workloads.of("W5:width=3"));
        assertEquals(
                "a size of a workload must be batch=N, steps=N or hidden=N, N a number below 2,147,483,648, but is"
                        + " \"width=3\"",
                refused.getMessage());
        for (String unreadable : new String[] {"batch", "batch=99999999999", "batch="}) {
            var thrown = assertThrows(IllegalArgumentException.class, () -> Workloads.of("W5:" + unreadable));
            assertTrue(thrown.toString().endsWith("but is \"" + unreadable + "\""), thrown.toString());
        }
    }
}
