package dev.unroll.run.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.loss.CrossEntropy;
import dev.unroll.core.loss.Huber;
import dev.unroll.core.loss.QuantileLoss;
import dev.unroll.core.optimizer.Adam;
import dev.unroll.core.optimizer.Sgd;
import dev.unroll.core.schedule.Constant;
import dev.unroll.core.schedule.Cosine;
import dev.unroll.run.ConfigException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {

    private static TrainConfig read(String toml, String... assignments) {
        return ConfigReader.read("my.toml", toml, List.of(assignments));
    }

    @Test
    void anEmptyFileMeansTheDefaults() {
        TrainConfig config = read("");
        assertEquals("words", config.data().source());
        assertEquals(CellChoice.named("lstm"), config.model().cell());
        assertEquals(128, config.model().hiddenSize());
        assertEquals(0.001, config.training().learningRate());
        assertEquals(new Adam(), config.training().optimizer());
        assertEquals(new Constant(), config.training().schedule());
        assertEquals(new CrossEntropy(), config.training().loss());
    }

    @ParameterizedTest
    @CsvSource({
        "'x = ', [, '1', ], 20000",
        "'x = ', [, '1', ], 101",
        "'x = ', '{a=', '1', }, 20000",
        "x, .a, ' = 1', '', 20000",
        "x, .a, ' = 1', '', 500",
        "[x, .a, '] ', '', 20000"
    })
    void whatIsNestedTooDeeplyIsOneSentence(String first, String open, String middle, String close, int levels) {
        String toml = first + open.repeat(levels) + middle + close.repeat(levels);
        var error = assertThrows(ConfigException.class, () -> read(toml));
        assertEquals(
                "my.toml is nested too deeply: a value or a key has more than 100 brackets, braces or dots within each"
                        + " other, and needs two at most",
                error.getMessage());
    }

    @Test
    void aDateWithABrokenOffsetIsOneSentence() {
        var error = assertThrows(ConfigException.class, () -> read("x = 1979-05-27T07:32:50-02-7T00Z"));
        assertEquals(
                "my.toml has a value that is no TOML, a date with a broken offset for one; write texts in quotes",
                error.getMessage());
    }

    @Test
    void aDateWithABrokenOffsetInAnAssignmentIsAText() {
        assertEquals("1979-05-27T07:32:50-02-7T00Z", ConfigFile.valueOf("1979-05-27T07:32:50-02-7T00Z"));
    }

    @Test
    void anAssignmentThatIsNestedTooDeeplyIsOneSentence() {
        String value = "[".repeat(20_000) + "]".repeat(20_000);
        var error = assertThrows(ConfigException.class, () -> read("", "hidden_size=" + value));
        assertEquals(
                "--set is nested too deeply: a value or a key has more than 100 brackets, braces or dots within each"
                        + " other, and needs two at most",
                error.getMessage());
    }

    @Test
    void keysAreRead() {
        TrainConfig config = read("""
                [model]
                cell = "gru_reset_before"
                hidden_size = 256
                [training]
                learning_rate = 1      # a whole number is a number
                seed = -5_000_000_000
                nesterov = true
                optimizer = "sgd"
                momentum = 0.9
                """);
        assertEquals(CellChoice.named("gru_reset_before"), config.model().cell());
        assertEquals(256, config.model().hiddenSize());
        assertEquals(1.0, config.training().learningRate());
        assertEquals(-5_000_000_000L, config.training().seed());
        assertEquals(
                new Sgd().withMomentum(0.9).withNesterov(), config.training().optimizer());
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() {
        assertEquals(2, read("\uFEFF[model]\nlayers = 2").model().layers());
    }

    @Test
    void onlyAdamWDecaysWeightsUnlessTold() {
        assertEquals(0.0, weightDecay());
        assertEquals(0.01, weightDecay("optimizer=adamw"));
        assertEquals(0.5, weightDecay("optimizer=adamw", "weight_decay=0.5"));
    }

    private static double weightDecay(String... assignments) {
        return read("", assignments).training().optimizer().weightDecay();
    }

    @Test
    void aKeyOfAChosenOneMayStandBeforeIt() {
        TrainConfig config = read("[training]\nhuber_delta = 2\nloss = \"huber\"");
        assertEquals(new Huber(2), config.training().loss());
    }

    @Test
    void autoIsTheLossThatTheTaskNeedsAndTakesItsKeys() {
        String file = "[training]\nloss = \"auto\"\nlabel_smoothing = 0.1\n";
        assertEquals(
                new CrossEntropy().withLabelSmoothing(0.1),
                read(file).training().loss());
        assertEquals(
                new CrossEntropy(),
                read("", "loss=huber", "loss=auto").training().loss());
        assertEquals(new Huber(), read(file, "loss=huber").training().loss());
    }

    @Test
    void whatTheSettingsOfAChosenOneContradictIsSaidWithTheirTable() {
        assertRefused(
                "[training]: nesterov needs a momentum above 0 and a dampening of 0 but they are 0.0 and 0.0",
                () -> read("", "optimizer=sgd", "nesterov=true"));
    }

    @Test
    void plainDataReadAsTheFileThatTheyCameFrom() {
        TrainConfig config = read("", "optimizer=sgd", "momentum=0.9", "schedule=step", "loss=binary_cross_entropy");
        assertEquals(config, ConfigReader.read("run.json", ConfigPrinter.data(config)));
    }

    @Test
    void dataOfAnOlderUnrollLackKeysWhichAreThenAsByDefault() {
        TrainConfig config = ConfigReader.read("run.json", Map.of("training", Map.of("epochs", 3L)));
        assertEquals(read("", "epochs=3"), config);
        assertRefused(
                "run.json: unknown key training.epoch; did you mean training.epochs?",
                () -> ConfigReader.read("run.json", Map.of("training", Map.of("epoch", 3L))));
    }

    @Test
    void anAssignmentMayTakeTheMeaningFromAKeyOfTheFileButNotFromAnotherAssignment() {
        String file = "[training]\nschedule = \"one_cycle\"\ncycle_momentum = false\n";
        assertEquals(new Cosine(), read(file, "schedule=cosine").training().schedule());
        var error = assertThrows(ConfigException.class, () -> read(file, "schedule=cosine", "cycle_momentum=true"));
        assertEquals(
                "--set cycle_momentum=true: training.cycle_momentum means something only if training.schedule is"
                        + " one_cycle, but that is cosine",
                error.getMessage());
    }

    @Test
    void assignmentsComeAfterTheFileAndTheLastOneWins() {
        TrainConfig config = read(
                "[model]\nhidden_size = 8",
                "hidden_size=16",
                "model.hidden_size=32",
                "cell=gru",
                "source=1984.csv",
                "text_column=\"a b\"");
        assertEquals(32, config.model().hiddenSize());
        assertEquals(CellChoice.named("gru"), config.model().cell());
        assertEquals("1984.csv", config.data().source());
        assertEquals("a b", config.data().textColumn());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            known_columns=price               | price
            known_columns=price, wind         | price;wind
            known_columns=["price", "wind"]   | price;wind
            known_columns="price, wind"       | price, wind
            known_columns=2024                | 2024
            known_columns=                    | ''
            """)
    void aListMayBeTypedWithoutBrackets(String assignment, String columns) {
        List<String> expected = columns.isEmpty() ? List.of() : List.of(columns.split(";", -1));
        assertEquals(expected, read("", assignment).data().knownColumns());
    }

    @Test
    void aListOfNumbersMayBeTypedWithoutBrackets() {
        assertEquals(
                List.of(0.05, 0.5),
                ((QuantileLoss) read("", "loss=quantile", "quantiles=0.05,0.5")
                                .training()
                                .loss())
                        .quantiles());
        assertRefused(
                "--set quantiles=0.1,x: training.quantiles must be a list, [x, y], each a number above 0 to below 1 but"
                        + " is \"0.1,x\"",
                () -> read("", "loss=quantile", "quantiles=0.1,x"));
    }

    @Test
    void noTwoTablesShareAKeySoThatAssignmentsNeedNoTable() {
        List<String> names = new Schema((_, _) -> Optional.empty())
                .keys().stream().map(ConfigKey::name).toList();
        assertEquals(names.size(), new HashSet<>(names).size());
    }

    /** What stands in the file, its lines separated by {@code ;}, and the sentence that its writer gets. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [training];epoch = 3                 | my.toml, line 2, column 1: unknown key training.epoch; did you mean training.epochs?
            [training];hidden_size = 3           | my.toml, line 2, column 1: unknown key training.hidden_size; did you mean model.hidden_size?
            [training];zzzz = 3                  | my.toml, line 2, column 1: unknown key training.zzzz; unroll train RECIPE --print-config shows every key
            learning_rate = 3                    | my.toml, line 1, column 1: unknown key learning_rate; did you mean training.learning_rate?
            [trainng];epochs = 3                 | my.toml, line 1, column 1: unknown table [trainng]; did you mean training?
            [wheather]                           | my.toml, line 1, column 1: unknown table [wheather]
            model = 3                            | my.toml, line 1, column 1: model must be a table, [model], but is 3
            [[model]];layers = 1                 | my.toml, line 1, column 1: model must be a table, [model], but is a list
            [model];cell = "lstn"                | my.toml, line 2, column 1: model.cell must be one of rnn_tanh, rnn_relu, lstm, gru, gru_reset_before, lstm_peephole, lstm_coupled, lstm_projection, lstm_layer_norm, gru_layer_norm, indrnn, mingru, minlstm, sru, slstm, by_hand, or a file of equations, mine.cell, but is "lstn"; did you mean lstm?
            [model];cell = "LSTM"                | my.toml, line 2, column 1: model.cell must be one of rnn_tanh, rnn_relu, lstm, gru, gru_reset_before, lstm_peephole, lstm_coupled, lstm_projection, lstm_layer_norm, gru_layer_norm, indrnn, mingru, minlstm, sru, slstm, by_hand, or a file of equations, mine.cell, but is "LSTM"; did you mean lstm?
            [model];cell = 3                     | my.toml, line 2, column 1: model.cell must be one of rnn_tanh, rnn_relu, lstm, gru, gru_reset_before, lstm_peephole, lstm_coupled, lstm_projection, lstm_layer_norm, gru_layer_norm, indrnn, mingru, minlstm, sru, slstm, by_hand, or a file of equations, mine.cell, but is 3
            [model.cell];x = 3                   | my.toml, line 1, column 1: model.cell must be one of rnn_tanh, rnn_relu, lstm, gru, gru_reset_before, lstm_peephole, lstm_coupled, lstm_projection, lstm_layer_norm, gru_layer_norm, indrnn, mingru, minlstm, sru, slstm, by_hand, or a file of equations, mine.cell, but is a table
            [model];hidden_size = "big"          | my.toml, line 2, column 1: model.hidden_size must be a whole number from 1 to 65536 but is "big"
            [model];hidden_size = 0              | my.toml, line 2, column 1: model.hidden_size must be a whole number from 1 to 65536 but is 0
            [model];hidden_size = -1             | my.toml, line 2, column 1: model.hidden_size must be a whole number from 1 to 65536 but is -1
            [model];hidden_size = 2.0            | my.toml, line 2, column 1: model.hidden_size must be a whole number from 1 to 65536 but is 2.0
            [model];hidden_size = 4294967297     | my.toml, line 2, column 1: model.hidden_size must be a whole number from 1 to 65536 but is 4294967297
            [model];hidden_size = [1]            | my.toml, line 2, column 1: model.hidden_size must be a whole number from 1 to 65536 but is [1]
            [model];dropout = 1                  | my.toml, line 2, column 1: model.dropout must be a number from 0 to below 1 but is 1
            [model];bidirectional = 1            | my.toml, line 2, column 1: model.bidirectional must be true or false but is 1
            [model];bidirectional = "true"       | my.toml, line 2, column 1: model.bidirectional must be true or false but is "true"
            [training];learning_rate = 0         | my.toml, line 2, column 1: training.learning_rate must be a number above 0 to 1000000 but is 0
            [training];learning_rate = nan       | my.toml, line 2, column 1: training.learning_rate must be a number above 0 to 1000000 but is NaN
            [training];learning_rate = inf       | my.toml, line 2, column 1: training.learning_rate must be a number above 0 to 1000000 but is Infinity
            [training];seed = 1.5                | my.toml, line 2, column 1: training.seed must be a whole number but is 1.5
            [data];source = ""                   | my.toml, line 2, column 1: data.source must be a text but is ""
            [data];source = 3                    | my.toml, line 2, column 1: data.source must be a text but is 3
            [training];optimizer = "admw"        | my.toml, line 2, column 1: training.optimizer must be one of sgd, rmsprop, adam, adamw, nadam, radam, adagrad, adadelta, lion but is "admw"; did you mean adamw?
            [training];schedule = 3              | my.toml, line 2, column 1: training.schedule must be one of constant, one_cycle, cosine, linear, step, exponential, plateau but is 3
            [training];loss = "crossentropy"     | my.toml, line 2, column 1: training.loss must be one of auto, cross_entropy, focal, binary_cross_entropy, mean_squared_error, absolute_error, huber, quantile, gaussian, ctc but is "crossentropy"; did you mean cross_entropy?
            [training];huber_delta = 1           | my.toml, line 2, column 1: training.huber_delta means something only if training.loss is huber, but that is cross_entropy
            [training];optimizer = "sgd";beta1 = 2 | my.toml, line 3, column 1: training.beta1 must be a number from 0 to below 1 but is 2
            [training];loss = "huber";label_smoothing = 0.1 | my.toml, line 3, column 1: training.label_smoothing means something only if training.loss is cross_entropy, but that is huber
            [training];pos_weight = 1            | my.toml, line 2, column 1: training.pos_weight must be a list, [x, y], each a number from 0 to 1000000 but is 1
            [model];;embedding_size = 8          | my.toml, line 3, column 1: model.embedding_size means something only if model.input is embedding or words, but that is one_hot
            [training];momentum = 0.9            | my.toml, line 2, column 1: training.momentum means something only if training.optimizer is sgd or rmsprop, but that is adam
            [model];zz = 1;[data];yy = 1         | my.toml, line 2, column 1: unknown key model.zz; unroll train RECIPE --print-config shows every key
            """)
    void wrongFilesAreRefusedInOneSentence(String lines, String sentence) {
        assertRefused(sentence, () -> read(lines.replace(';', '\n')));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [model];layers = 1;layers = 2        | my.toml, line 3, column 1: layers previously defined at line 2, column 1
            [model];[model]                      | my.toml, line 2, column 1: model previously defined at line 1, column 1
            [model];layers                       | my.toml, line 2, column 7: Unexpected end of input, expected . or =
            [model                               | my.toml, line 1, column 7: Unexpected end of input, expected ]
            [model];cell = lstm                  | my.toml, line 2, column 8: Unexpected 'l', expected ', ", ''', \""", a number, a boolean, a date/time, an array, or a table
            [model];cell = "lstm                 | my.toml, line 2, column 13: Unexpected end of input, expected " or a character
            hello                                | my.toml, line 1, column 6: Unexpected end of input, expected . or =
            """)
    void brokenTomlIsRefusedWithItsPlace(String lines, String sentence) {
        assertRefused(sentence, () -> read(lines.replace(';', '\n')));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            learning_rat=0.1        | --set learning_rat=0.1: unknown key learning_rat; did you mean training.learning_rate?
            model.epochs=3          | --set model.epochs=3: unknown key model.epochs; did you mean training.epochs?
            learning_rate=fast      | --set learning_rate=fast: training.learning_rate must be a number above 0 to 1000000 but is "fast"
            learning_rate=0.1.2     | --set learning_rate=0.1.2: training.learning_rate must be a number above 0 to 1000000 but is "0.1.2"
            epochs=                 | --set epochs=: training.epochs must be a whole number from 1 to 1000000 but is ""
            cell=gur                | --set cell=gur: model.cell must be one of rnn_tanh, rnn_relu, lstm, gru, gru_reset_before, lstm_peephole, lstm_coupled, lstm_projection, lstm_layer_norm, gru_layer_norm, indrnn, mingru, minlstm, sru, slstm, by_hand, or a file of equations, mine.cell, but is "gur"; did you mean gru?
            momentum=0.9            | --set momentum=0.9: training.momentum means something only if training.optimizer is sgd or rmsprop, but that is adam
            quantiles=[2]           | --set quantiles=[2]: training.quantiles must be a list, [x, y], each a number above 0 to below 1 but is [2]
            quantiles=["a", [0.5]]  | --set quantiles=["a", [0.5]]: training.quantiles must be a list, [x, y], each a number above 0 to below 1 but is ["a", [0.5]]
            epochs                  | --set must be key=value but is "epochs"
            =3                      | --set must be key=value but is "=3"
            model=3                 | --set model=3: unknown key model; unroll train RECIPE --print-config shows every key
            """)
    void wrongAssignmentsAreRefusedInOneSentence(String assignment, String sentence) {
        assertRefused(sentence, () -> read("", assignment));
    }

    @Test
    void ofAnEndlessAssignmentTheBeginningIsRepeated() {
        assertRefused(
                "--set x=" + "[".repeat(198) + "…: unknown key x; unroll train RECIPE --print-config shows every key",
                () -> read("", "x=" + "[".repeat(5000)));
    }

    @Test
    void anAssignmentIsOneValue() {
        assertRefused(
                "--set epochs=1\ny = 2: training.epochs must be a whole number from 1 to 1000000 but is \"1\ny = 2\"",
                () -> read("", "epochs=1\ny = 2"));
    }

    private static void assertRefused(String sentence, Runnable reading) {
        ConfigException error = assertThrows(ConfigException.class, reading::run);
        assertEquals(sentence, error.getMessage());
    }
}
