package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.core.compact.WeightForm;
import dev.unroll.core.model.Classifier;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.network.ParameterLayout.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model whose weights are kept in fewer bits while it is asked. */
class WeightsOptionTest {

    private static Path temporary = Path.of("");
    private static Path run = Path.of("");

    @BeforeAll
    static void train(@TempDir Path directory) throws IOException {
        temporary = directory;
        run = temporary.resolve("run");
        CommandRun trained = CommandRun.of(SmallData.train(SmallData.folder(temporary), run));
        assertEquals(ExitCode.DONE, trained.exitCode(), trained.err());
    }

    private static JsonObject json(String... arguments) {
        CommandRun asked = CommandRun.of(arguments);
        assertEquals(ExitCode.DONE, asked.exitCode(), asked.err());
        return JsonParser.parseString(asked.out()).getAsJsonObject();
    }

    private static double probability(JsonObject answer) {
        return answer.getAsJsonArray("predictions")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("labels")
                .get(0)
                .getAsJsonObject()
                .get("probability")
                .getAsDouble();
    }

    @Test
    void predictAnswersAsTheModelWithRoundedWeights() throws IOException {
        double trained = probability(json("predict", run.toString(), "--json", "abab"));
        for (WeightForm form : List.of(WeightForm.BFLOAT16, WeightForm.INT8)) {
            double rounded =
                    probability(json("predict", run.toString(), "--json", "--weights", form.toString(), "abab"));
            Model model = Model.load(run).withWeights(form);
            assertEquals(new Classifier(model).predict("abab").getFirst().probability(), rounded);
            assertNotEquals(trained, rounded);
        }
    }

    @Test
    void evaluateSaysHowWeightsWereKept() {
        JsonObject rounded = json("evaluate", run.toString(), "--json", "--quiet", "--weights", "int8");
        assertEquals("int8", rounded.get("weights").getAsString());
        assertEquals(12, rounded.get("examples").getAsInt());
    }

    @Test
    void anUnknownFormIsRefused() {
        CommandRun asked = CommandRun.of("predict", run.toString(), "--weights", "int4", "abab");
        assertEquals(ExitCode.USAGE, asked.exitCode());
        assertEquals(
                "unroll: --weights must be float32, bfloat16 or int8 but are \"int4\"; unroll predict --help shows its"
                        + " options\n",
                asked.err());
    }

    @Test
    void aWeightThatIsTooLargeIsRefusedByItsName() throws IOException {
        Model model = Model.load(run);
        Network network = model.network();
        Window window = network.layout().windows().stream()
                .filter(each -> each.role() == Role.RECURRENT_WEIGHT)
                .findFirst()
                .orElseThrow();
        float[] values = network.values();
        values[window.offset()] = Float.MAX_VALUE;
        Path broken = temporary.resolve("broken");
        new Model(model.name(), model.task(), Network.of(network.spec(), values), model.input()).save(broken);
        CommandRun asked = CommandRun.of("predict", broken.toString(), "--weights", "bfloat16", "abab");
        assertEquals(ExitCode.DATA, asked.exitCode());
        assertEquals(
                "unroll: " + broken + ": the parameter " + window.name()
                        + " holds a number that is too large, so its weights cannot be kept as bfloat16; keep them as"
                        + " float32\n",
                asked.err());
    }
}
