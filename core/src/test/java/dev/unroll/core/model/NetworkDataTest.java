package dev.unroll.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.form.Data;
import dev.unroll.core.form.Json;
import dev.unroll.core.network.Dropout;
import dev.unroll.core.network.Dropouts;
import dev.unroll.core.network.Head.Linear;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.pass.SampleNetworks;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks as plain data and back. */
class NetworkDataTest {

    static List<NetworkSpec> networks() {
        return SampleNetworks.all(1);
    }

    private static String text(NetworkSpec spec) {
        return Json.write(NetworkData.write(spec));
    }

    private static NetworkSpec read(String text) throws IOException {
        return NetworkData.read(new Data("network", Json.read(new StringReader(text))));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void whatIsReadIsTheSameNetwork(NetworkSpec spec) throws IOException {
        NetworkSpec back = read(text(spec));
        assertEquals(text(spec), text(back));
        assertEquals(
                Network.layoutOf(spec).windows().stream()
                        .map(w -> w.name() + w.shape())
                        .toList(),
                Network.layoutOf(back).windows().stream()
                        .map(w -> w.name() + w.shape())
                        .toList());
        assertArrayEquals(
                Network.initialize(spec, Initialization.PYTORCH, 1).values(),
                Network.initialize(back, Initialization.PYTORCH, 1).values());
    }

    @Test
    void dropoutIsKeptWhereverItIs() throws IOException {
        NetworkSpec spec = NetworkSpec.reading(new InputSpec.Dense(3))
                .then(new Layer(Cells.elman(3, 3, Bias.PRESENT)))
                .then(new Dropout(0.25, Dropout.Mask.VARIATIONAL))
                .then(new Readout.Mean())
                .then(new Dropout(0.5));
        assertEquals(text(spec), text(read(text(spec))));
        assertEquals(
                List.of("input", "parts"), List.copyOf(NetworkData.write(spec).keySet()));
    }

    @Test
    void theUsualNetworkOfPartsIsWrittenAsEver() {
        var layer = new Layer(Cells.elman(3, 3, Bias.PRESENT));
        var usual = new NetworkSpec(
                new InputSpec.Dense(3), List.of(layer), new Dropouts(0.1, 0, 0.2), new Readout.Mean(), new Linear(2));
        NetworkSpec parts = NetworkSpec.reading(new InputSpec.Dense(3))
                .then(new Dropout(0.1))
                .then(layer)
                .then(new Readout.Mean())
                .then(new Dropout(0.2))
                .then(new Linear(2));
        assertEquals(text(usual), text(parts));
        assertEquals(
                List.of("input", "layers", "dropout", "readout", "head"),
                List.copyOf(NetworkData.write(usual).keySet()));
        assertFalse(text(usual).contains("merge"));
    }

    @Test
    void aShareOfDropoutThatHasNoPlaceIsKept() throws IOException {
        var usual = new NetworkSpec(
                new InputSpec.Dense(3),
                List.of(new Layer(Cells.elman(3, 3, Bias.PRESENT))),
                new Dropouts(0, 0.4, 0, Dropout.Mask.VARIATIONAL),
                new Readout.Mean(),
                new Linear(2));
        assertTrue(text(usual).contains("0.4"));
        assertEquals(text(usual), text(read(text(usual))));
    }

    @Test
    void whatIsWrongIsNamedWithItsPlace() {
        Map<String, Object> data = NetworkData.write(SampleNetworks.residual(1));
        String broken = Json.write(data).replace("\"residual\"", "\"highway\"");
        var error = assertThrows(IllegalArgumentException.class, () -> read(broken));
        assertEquals(
                "network.parts[0].kind must be recurrent, attentive_recurrent, combined_attention, dropout, linear,"
                        + " residual, time_reduction, last_step, last_position, every_step, flatten, mean, max or"
                        + " attention but is \"highway\"",
                error.getMessage());
    }
}
