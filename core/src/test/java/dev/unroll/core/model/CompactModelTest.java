package dev.unroll.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.cells.BuiltInCell;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.compact.WeightForm;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.network.ParameterLayout.Window;
import dev.unroll.core.network.Readout;
import dev.unroll.core.task.Classify;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models asked with compact weights. */
final class CompactModelTest {

    private static final List<WeightForm> COMPACT = List.of(WeightForm.BFLOAT16, WeightForm.INT8);

    private final Path temporary;

    CompactModelTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    static List<BuiltInCell> cells() {
        return Cells.all();
    }

    private static Model classifier(BuiltInCell cell) {
        var text = new TextEncoder(
                Normalization.UNICODE, Tokenizer.CHARACTERS, Marks.NONE, Vocabulary.open(List.of("a", "b", "é")));
        NetworkSpec spec = NetworkSpec.reading(new InputSpec.Embedding(4, 6))
                .then(width -> new Layer(cell.of(width, 20), Layer.Reading.BIDIRECTIONAL))
                .then(width -> new Layer(cell.of(width, 16)))
                .then(new Readout.LastStep())
                .then(new Head.Linear(2));
        Network network = Network.initialize(spec, Initialization.PYTORCH, 3);
        return new Model("small", new Classify(List.of("x", "y")), network, text);
    }

    private static Model withNetwork(Model model, Network network) {
        return new Model(model.name(), model.task(), network, model.input());
    }

    /** Model folders of each cell: read, rounded, asked. */
    @ParameterizedTest
    @MethodSource("cells")
    void answersAreThoseOfRoundedFloats(BuiltInCell cell) throws IOException {
        Path folder = temporary.resolve("model");
        classifier(cell).save(folder);
        Model loaded = Model.load(folder);
        for (WeightForm form : COMPACT) {
            Model compact = loaded.withWeights(form);
            Model floats = withNetwork(
                    loaded,
                    Network.of(loaded.network().spec(), compact.network().values()));
            assertEquals(WeightForm.FLOAT32, floats.network().weights());
            assertEquals(new Classifier(floats).predict("abéab"), new Classifier(compact).predict("abéab"));
            assertNotEquals(new Classifier(loaded).predict("abéab"), new Classifier(compact).predict("abéab"));
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void onlyTheWeightsOfLayersAreRounded(BuiltInCell cell) {
        Network network = classifier(cell).network();
        for (WeightForm form : COMPACT) {
            float[] before = network.values();
            float[] after = network.withWeights(form).values();
            for (Window window : network.layout().windows()) {
                int end = window.offset() + window.size();
                boolean same = Arrays.equals(before, window.offset(), end, after, window.offset(), end);
                if (window.role() == Role.INPUT_WEIGHT || window.role() == Role.RECURRENT_WEIGHT) {
                    assertFalse(same, window.name());
                } else {
                    assertTrue(same, window.name());
                }
            }
        }
    }

    @Test
    void aSavedModelHasTheRoundedWeightsAsFloats() throws IOException {
        Model compact = classifier(Cells.named("lstm").orElseThrow()).withWeights(WeightForm.INT8);
        compact.save(temporary.resolve("model"));
        Model loaded = Model.load(temporary.resolve("model"));
        assertEquals(WeightForm.FLOAT32, loaded.network().weights());
        assertArrayEquals(compact.network().values(), loaded.network().values());
    }

    @Test
    void floatsAreTheSameNetwork() {
        Network network = classifier(Cells.named("gru").orElseThrow()).network();
        assertSame(network, network.withWeights(WeightForm.FLOAT32));
    }

    @Test
    void aWeightThatIsNotFiniteIsNamed() {
        Model model = classifier(Cells.named("lstm").orElseThrow());
        Network network = model.network();
        Window window = network.layout().windows().stream()
                .filter(each -> each.role() == Role.RECURRENT_WEIGHT)
                .findFirst()
                .orElseThrow();
        float[] values = network.values();
        values[window.offset() + 5] = Float.NaN;
        Model broken = withNetwork(model, Network.of(network.spec(), values));
        var error = assertThrows(IllegalArgumentException.class, () -> broken.withWeights(WeightForm.INT8));
        assertEquals(
                "the parameter " + window.name()
                        + " holds a number that is not finite, so its weights cannot be kept as int8; keep them as float32",
                error.getMessage());
    }
}
