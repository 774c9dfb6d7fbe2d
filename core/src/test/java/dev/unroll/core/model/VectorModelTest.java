package dev.unroll.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.task.Classify;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that reads vectors, and the way to them. */
class VectorModelTest {

    private static Model model(VectorEncoder encoder, int features) {
        var spec = new NetworkSpec(
                new InputSpec.Dense(features),
                List.of(new Layer(Cells.gru(features, 4, Bias.PRESENT))),
                new Readout.LastStep(),
                new Head.Linear(3));
        Network network = Network.initialize(spec, Initialization.PYTORCH, 5);
        return new Model("digits", new Classify(List.of("0", "1", "2")), network, encoder);
    }

    private static Matrix raw(float factor) {
        Matrix raw = Matrix.zeros(5, 2);
        for (int i = 0; i < 10; i++) {
            raw.set(i / 2, i % 2, factor * i);
        }
        return raw;
    }

    @Test
    void aLoadedModelScalesAsTheSavedOne(@TempDir Path temporary) throws IOException {
        Model saved = model(new VectorEncoder(2, 33.3f, 255), 2);
        saved.save(temporary.resolve("model"));
        Model loaded = Model.load(temporary.resolve("model"));
        assertEquals(saved.input(), loaded.input());
        assertEquals(new Classifier(saved).predict(raw(25)), new Classifier(loaded).predict(raw(25)));
        assertEquals(saved.card(), loaded.card());
    }

    @Test
    void scaledNumbersAreWhatTheNetworkReads() {
        Matrix encoded = new VectorEncoder(2, 1, 4).encode(raw(1));
        assertEquals(-0.25f, encoded.get(0, 0));
        assertEquals(2, encoded.get(4, 1));
        // The model of scaled numbers, asked of raw ones, answers as that of raw numbers, asked of scaled ones.
        assertEquals(
                new Classifier(model(new VectorEncoder(2, 0, 1), 2)).predict(encoded),
                new Classifier(model(new VectorEncoder(2, 1, 4), 2)).predict(raw(1)));
    }

    @Test
    void whatDoesNotFitIsNamed() {
        var encoder = new VectorEncoder(2, 0, 1);
        assertError("the network reads 3 numbers a step but the encoder gives 2", () -> model(encoder, 3));
        assertError(
                "a step must have 2 numbers but has 3; cut the sequence so", () -> encoder.encode(Matrix.zeros(1, 3)));
        Matrix broken = raw(1);
        broken.set(2, 1, Float.NaN);
        assertError("number 1 of step 2 must be finite but is NaN", () -> encoder.encode(broken));
        assertError("divisor must be positive and finite but is 0.0", () -> new VectorEncoder(1, 0, 0));
        var error = assertThrows(IllegalStateException.class, () -> new Classifier(model(encoder, 2)).predict("0,0"));
        assertEquals("model digits reads vectors, so it has no way from texts", error.getMessage());
    }

    private static void assertError(String message, Runnable action) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, action::run).getMessage());
    }

    @Test
    void aConfigurationThatLacksTheScalingIsNamed(@TempDir Path temporary) throws IOException {
        Path folder = temporary.resolve("model");
        model(new VectorEncoder(2, 0, 255), 2).save(folder);
        Path config = folder.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("\"divisor\"", "\"factor\""));
        var error = assertThrows(ModelException.class, () -> Model.load(folder));
        assertEquals(config + ": vectors lacks the key \"divisor\"", error.getMessage());
    }
}
