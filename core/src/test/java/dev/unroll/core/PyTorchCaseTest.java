package dev.unroll.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.tensorfile.Tensor;
import dev.unroll.core.tensorfile.TensorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of {@code not-yet.txt}. */
class PyTorchCaseTest {

    private static final String CLIP = "{\"kind\": \"clip\", \"max_norm\": 10}";
    private static final String HINGE = "{\"kind\": \"loss\", \"options\": {\"loss\": \"hinge\", \"delta\": 0.7}}";

    private final Path folder;

    PyTorchCaseTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aSupportedCaseThatIsNotListedPasses() throws IOException {
        PyTorchParityTest.check(given(CLIP, 5), List.of("loss loss=hinge", "optimizer"));
    }

    @Test
    void aSupportedCaseThatIsListedFails() throws IOException {
        PyTorchCase given = given(CLIP, 5);
        var failure = assertThrows(AssertionError.class, () -> PyTorchParityTest.check(given, List.of("clip")));
        assertEquals("supported, but not-yet.txt lists it", failure.getMessage());
    }

    @Test
    void anUnsupportedCaseThatIsNotListedFails() throws IOException {
        PyTorchCase given = given(HINGE, 5);
        var failure = assertThrows(AssertionError.class, () -> PyTorchParityTest.check(given, List.of()));
        assertEquals("not supported, and not-yet.txt does not list it: loss loss=hinge", failure.getMessage());
    }

    @Test
    void anUnsupportedCaseThatIsListedPasses() throws IOException {
        PyTorchParityTest.check(given(HINGE, 5), List.of("loss loss=hinge"));
    }

    @Test
    void anAnswerThatDiffersFailsEvenIfListed() throws IOException {
        PyTorchCase given = given(CLIP, 5.001f);
        var failure = assertThrows(AssertionError.class, () -> PyTorchParityTest.check(given, List.of("clip")));
        assertEquals("total_norm[0]: PyTorch has 5.001 but Unroll has 5.0", failure.getMessage());
    }

    @Test
    void aLineIsAboutAKindAnOptionOrAValue() throws IOException {
        PyTorchCase given = given(
                "{\"kind\": \"recurrent\", \"proj_size\": 0, \"bias\": true, \"options\": {\"cell\": \"lstm\"}}", 5);
        assertTrue(given.matches("recurrent"));
        assertFalse(given.matches("loss"));
        assertFalse(given.matches("recurrent proj_size"));
        assertTrue(given.matches("recurrent bias"));
        assertTrue(given.matches("recurrent cell"));
        assertTrue(given.matches("recurrent cell=lstm"));
        assertFalse(given.matches("recurrent cell=gru"));
        assertFalse(given.matches("recurrent layers"));
    }

    private PyTorchCase given(String description, float norm) throws IOException {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("grad.0", Tensor.of(new float[] {3, 4}, 2));
        tensors.put("clipped.0", Tensor.of(new float[] {3, 4}, 2));
        tensors.put("total_norm", Tensor.of(new float[] {norm}, 1));
        Path file = folder.resolve("case.safetensors");
        new TensorFile(Map.of("format", "pt", "case", description), tensors).write(file);
        return PyTorchCase.read(file);
    }
}
