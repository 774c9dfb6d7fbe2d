package dev.unroll.run.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.network.NetworkSpec;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkPlanTest {

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            task=tag readout=each time_reduction=2 | model.readout each answers at each step, so model.time_reduction must be 1 but is 2
            task=next_token readout=each time_reduction=4 | model.readout each answers at each step, so model.time_reduction must be 1 but is 4
            cell=by_hand time_reduction=2 | model.cell by_hand puts out the answer itself, so model.time_reduction must be 1 but is 2
            task=transduce decoder=recurrent readout=each time_reduction=2 | target.decoder recurrent says how it weighs each token of a text, so model.time_reduction must be 1 but is 2; sounds, and target.decoder ctc, may have their steps joined
            """)
    void stepsAreNotJoinedWhereEachIsAnswered(String keys, String sentence) {
        var config = ConfigReader.read("my.toml", "", List.of(keys.split(" ")));
        var error = assertThrows(ConfigException.class, () -> NetworkPlan.check(config));
        assertEquals(sentence, error.getMessage());
    }

    private NetworkSpec trained(String... lines) throws IOException {
        Path pairs = folder.resolve("pairs.tsv");
        Files.writeString(pairs, "source\ttarget\naabbcc\tabc\nbbaa\tba\nccaabb\tcab\nbbbbcccc\tbc\naaaabb\tab\nccbb\tcb\n");
        Path config = folder.resolve("joined.toml");
        Files.writeString(config, """
                [data]
                source = "%s"
                format = "pairs"
                test_fraction = 0
                [target]
                decoder = "ctc"
                [training]
                task = "transduce"
                loss = "ctc"
                epochs = 1
                [model]
                readout = "each"
                hidden_size = 4
                %s
                """.replaceFirst("%s", pairs.toString()).replaceFirst("%s", String.join("\n", lines)));
        return Training.of(config.toString())
                .run(folder.resolve("run"))
                .model()
                .network()
                .spec();
    }

    @Test
    void stepsAreJoinedAfterTheFirstLayer() throws IOException {
        NetworkSpec spec = trained("layers = 2", "time_reduction = 2");
        assertEquals("one_hot → lstm → time_reduction → lstm → linear", spec.toString());
    }

    @Test
    void theLayerThatReadsJoinedStepsHasNoConnectionAround() throws IOException {
        NetworkSpec spec = trained("layers = 3", "time_reduction = 2", "residual = true");
        assertEquals("one_hot → lstm → time_reduction → lstm → residual → linear", spec.toString());
    }
}
