package dev.unroll.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.run.config.Recipes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clumsy and hostile input: the one sentence that a user gets, the exit code, and nothing left behind. */
class BadInputTest {

    private static final String RECIPES = String.join(", ", Recipes.NAMES);

    private static Path root = Path.of("");

    @BeforeAll
    static void makeFiles(@TempDir Path directory) throws IOException {
        root = directory;
        CommandRun.of(SmallData.train(SmallData.folder(directory), directory.resolve("model"), "--quiet"));
        CommandRun.of(
                "train", "hello", "--quiet", "--out", directory.resolve("hello").toString());
        Files.createDirectory(directory.resolve("empty"));
        file("one/A.txt", "a\nb\n");
        file("blank/A.txt", "");
        Files.write(
                Files.createDirectory(directory.resolve("binary")).resolve("A.txt"),
                new byte[] {(byte) 0xFF, 0, (byte) 0xC3, '\n', (byte) 0x80});
        file("others/vowels.txt", "a\n");
        file("others/digits.txt", "b\n");
        file("table.csv", "word,kind\na,x\nb,y\n");
        file("sentences.csv", "text,label\n" + rows(60, 60));
        file("classes.csv", "text,label\n" + rows(10_001, 10_001));
        file("lines.txt", "hallo\n");
        file("parts/Coffee_TRAIN.txt", "1 0.5\n2 0.5\n");
        file("parts/Coffee_TEST.txt", "1 0.25\n2 0.75\n");
        file("key.toml", "[model]\ncell = \"gru\"\nhiden_size = 3\n");
        file("type.toml", "[training]\nepochs = \"ten\"\n");
        file("value.toml", "[model]\ncell = \"lstn\"\n");
        file("notes/diary.md", "dear diary");
        Path tensors = copyOfModel("truncated").resolve("model.safetensors");
        byte[] whole = Files.readAllBytes(tensors);
        Files.write(tensors, Arrays.copyOf(whole, whole.length / 2));
        byte[] changed = whole.clone();
        changed[whole.length - 4] ^= 1;
        Files.write(copyOfModel("changed").resolve("model.safetensors"), changed);
        byte[] header = ByteBuffer.allocate(64)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0, Long.MAX_VALUE)
                .array();
        Files.write(copyOfModel("huge").resolve("model.safetensors"), header);
        Files.copy(
                root.resolve("hello/model/config.json"),
                copyOfModel("mismatch").resolve("config.json"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(copyOfModel("half").resolve("config.json"), "{\"format\": 1,");
        Files.delete(copyOfModel("headless").resolve("model.safetensors"));
        Path sums = copyOfModel("sums").resolve("SHA256SUMS");
        Files.delete(sums);
        Files.createDirectory(sums);
        String begun = Files.readString(root.resolve("hello/run.json")).replace("\"finished\"", "\"running\"");
        file("begun/run.json", begun);
        file("going/run.json", begun);
        Files.createDirectory(root.resolve("going/checkpoints"));
        Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));
    }

    /** Returns rows of a table, each with a text and a class of so many. */
    private static String rows(int count, int classes) {
        return IntStream.range(0, count)
                .mapToObj(i -> "text" + i + ",c" + i % classes + "\n")
                .collect(Collectors.joining());
    }

    private static void file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static Path copyOfModel(String name) throws IOException {
        Path copy = Files.createDirectory(root.resolve(name));
        try (Stream<Path> files = Files.list(root.resolve("model/model"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    /** Returns all files below the root with their sizes: what must not change. */
    private static List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file) + " "
                            + (Files.isDirectory(file) ? 0 : file.toFile().length()))
                    .sorted()
                    .toList();
        }
    }

    /** Runs {@code line}, where $ is the folder of the files above, and looks at what it says last. */
    private static void assertRefused(ExitCode exitCode, String line, String sentence) throws IOException {
        List<String> before = files();
        CommandRun run = CommandRun.with(
                Map.of("XDG_DATA_HOME", root + "/home"),
                line.replace("$", root + "/").split(" "));
        assertEquals(
                "unroll: " + sentence.replace("$", root + "/").replace("RECIPES", RECIPES),
                run.err().substring(run.err().indexOf("unroll: ")).stripTrailing());
        assertEquals(exitCode, run.exitCode());
        assertEquals("", run.out());
        assertEquals(before, files());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            train nmaes                                | nmaes is neither a recipe (RECIPES) nor a file or folder; did you mean names?
            train                                      | train needs a recipe, a configuration or data; unroll train --help lists the recipes
            train $table.csv --data $lines.txt         | $table.csv is data, but data.source names others, $lines.txt; leave one of them out, or name a recipe
            data get names --mirror ftp://x/           | --mirror must be an address that begins with http:// or https:// but is ftp://x/
            lab gradients --input -1                   | --input must be at least 0 but is -1.0; unroll lab gradients --help shows its options
            lab adding --lengths 1                     | --lengths must be from 2 to 10000 but is 1; unroll lab adding --help shows its options
            lab copy --lengths 9,5                     | --lengths must stand shortest first, each once, but 5 comes after 9; unroll lab copy --help shows its options
            lab copy --lengths 1,2,3,4,5,6,7           | --lengths must be at most 6 but are 7; unroll lab copy --help shows its options
            lab copy --lengths 1,x                     | --lengths must be whole numbers with commas between them but one is "x"; unroll lab copy --help shows its options
            lab copy --steps 0                         | --steps must be from 1 to 1000000 but is 0; unroll lab copy --help shows its options
            lab adding --learning-rate NaN             | --learning-rate must be above 0 and at most 1 but is NaN; unroll lab adding --help shows its options
            train hello --threads 0                    | --threads must be from 1 to 1024 but is 0; unroll train --help shows its options
            train hello --seed abc                     | Invalid value for option '--seed': 'abc' is not a long; unroll train --help shows its options
            train hello --set epochs                   | --set must be key=value but is "epochs"
            train hello --set epochs=0 --out $x        | --set epochs=0: training.epochs must be a whole number from 1 to 1000000 but is 0
            train $key.toml --out $x                   | $key.toml, line 3, column 1: unknown key model.hiden_size; did you mean model.hidden_size?
            train $type.toml --out $x                  | $type.toml, line 2, column 1: training.epochs must be a whole number from 1 to 1000000 but is "ten"
            train $value.toml --out $x                 | $value.toml, line 2, column 1: model.cell must be one of rnn_tanh, rnn_relu, lstm, gru, gru_reset_before, lstm_peephole, lstm_coupled, lstm_projection, lstm_layer_norm, gru_layer_norm, indrnn, mingru, minlstm, sru, slstm, by_hand, or a file of equations, mine.cell, but is "lstn"; did you mean lstm?
            train hello --set readout=max --out $x     | training.task next_token answers at each step, so model.readout must be each but is max
            train hello --set input=words --out $x      | model.input words reads the words of sentences and their letters, so training.task must be tag but is next_token; words of texts are data.tokens words and model.input embedding
            train part-of-speech --set longest=9 --out $x | training.task tag answers at each word of a sentence, which is never cut, so data.longest must be 0 but is 9
            train part-of-speech --set vectors=counted --out $x | model.vectors counted counts the words of texts with classes; for training.task tag it must be a file of word vectors, or none
            train hello --set bidirectional=true --out $x | training.task next_token must not look ahead, so model.bidirectional must be false
            train sentiment --set freeze=true --out $x   | model.freeze leaves the embedding as it starts, so model.embedding_rate must be 1 but is 0.1
            train quickstart --set cell=by_hand --out $x | model.cell by_hand puts out the answer itself, so model.layers must be 1, model.bidirectional false and model.dropout 0
            train quickstart --set readout=flatten --out $x | model.readout flatten needs inputs of one length, but one has 8 steps and another 7; last, max or mean take any
            train quickstart --set optimizer=sgd --set nesterov=true --out $x | [training]: nesterov needs a momentum above 0 and a dampening of 0 but they are 0.0 and 0.0
            train hello --out $lines.txt               | --out $lines.txt is a file, but a model is a folder; choose another name
            train hello --out $lines.txt/x             | --out $lines.txt/x cannot be made, since $lines.txt is no folder
            train hello --out $notes                   | --out $notes holds something else than a model (diary.md), so it is not replaced; choose another folder
            train hello --out $loop                    | --out $loop is a link that leads nowhere; remove it, or choose another folder
            predict $model a --top 0                   | --top must be at least 1 but is 0; unroll predict --help shows its options
            predict $hello hex                         | token "x" is not one of the 4 of this closed vocabulary: h e l o
            predict $model 123                         | "123" has no token that the model reads (ascii), so there is nothing to answer
            generate $hello                            | generate needs --prompt TEXT, what comes before; or --class LABEL or --each-class, if the model's texts have labels
            generate $hello --prompt x                 | --prompt: token "x" is not one of the 4 of this closed vocabulary: h e l o
            generate $hello --prompt h --length 0      | --length must be from 1 to 1000000 but is 0; unroll generate --help shows its options
            generate $model --prompt a                 | $model is made to classify, so it generates no texts; ask it with: unroll predict $model TEXT
            evaluate $model --part most                | Invalid value for option '--part': expected one of [auto, test, validation, train, all] (case-sensitive) but was 'most'; unroll evaluate --help shows its options
            """)
    void whatIsAskedWrongly(String line, String sentence) throws IOException {
        assertRefused(ExitCode.USAGE, line, sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            train names --out $x                       | the data set names is not in $home/unroll; get it with: unroll data get names, or name data of your own: --data PATH
            train names --data $nowhere --out $x       | there is no file or folder $nowhere; check the path
            train $empty                               | $empty has no .txt file; put one in it for each class, with one example a line
            train $parts --out $x                      | parts has the classes Coffee_TEST and Coffee_TRAIN, which look like parts of one data set and not like two kinds of texts; a class needs a file, a folder or a value of its own, and parts are folders train and test with a folder a class. If that is meant, go on with --set doubts=ignore
            train names --data $parts --out $x         | parts has the classes Coffee_TEST and Coffee_TRAIN, which look like parts of one data set and not like two kinds of texts; a class needs a file, a folder or a value of its own, and parts are folders train and test with a folder a class. If that is meant, go on with --set doubts=ignore
            train shakespeare --data $table.csv --out $x | table.csv looks like a table by its name, but is read as one long text, so that its marks are learned like words. data.format says how to read it, and unroll train FILE chooses what can be learned of it. If that is meant, go on with --set doubts=ignore
            train names --data $empty --out $x         | $empty has no .txt file; put one in it for each class, with one example a line
            train names --data $one --out $x           | one has a single class, "A"; a classifier needs two or more. Read 2 lines of 1 file; dropped none.
            train names --data $blank --out $x         | $blank/A.txt is empty; fill it or leave it out
            train names --data $lines.txt --out $x     | $lines.txt must have a class for each text, so it must be a folder with one .txt file a class, a table with the columns "text" and "label" (data.text_column, data.label_column), or JSON lines named .jsonl; training.task next_token needs no classes
            train names --data $table.csv --out $x     | $table.csv has no column "text"; its first row, parted by comma, names "word", "kind". Name one of these by --set text_column=NAME, another separator by --set separator=NAME, or say --set header=false if the first row is an example
            evaluate $model --data $others             | $others: there are labels that the model does not know: digits (digits.txt:1); it knows consonants, vowels
            evaluate $hello --data $lines.txt          | $lines.txt: "hallo" (lines.txt:1): token "a" is not one of the 4 of this closed vocabulary: h e l o
            train names --data $sentences.csv --out $x | sentences.csv has 60 classes ("c0", "c1", "c10", …) for 60 examples; that is fewer than two examples a class. Is this the column of the classes? data.label_column names it. If it is, put rare classes together
            train names --data $classes.csv --out $x   | classes.csv has 10,001 classes ("c0", "c1", "c10", …) for 10,001 examples; a training takes at most 10,000. Is this the column of the classes? data.label_column names it. If it is, put rare classes together
            predict $nowhere a                         | there is no model folder $nowhere; a model is a folder with config.json and model.safetensors
            predict $lines.txt a                       | there is no model folder $lines.txt; a model is a folder with config.json and model.safetensors
            inspect $empty                             | $empty is no model folder: it has no config.json
            predict $begun a                           | $begun holds a training that has not ended and has left no model; train again
            inspect $going                             | $going holds a training that has not ended and has left no model; unroll resume goes on with it
            resume $begun                              | $begun holds a training that ended before it had begun, without config.toml; train again
            inspect $sums                              | $sums/SHA256SUMS must be a file but is a folder
            train $table.csv --set format=pairs --set source_column=English | $table.csv has no column "English"; its first row names "word", "kind". Name one of these by --set source_column=NAME, or give numbers of columns, from 1
            inspect $headless                          | $headless is no model folder: it has no model.safetensors
            """)
    void whatIsNoData(String line, String sentence) throws IOException {
        assertRefused(ExitCode.DATA, line, sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            train names --data $binary --out $x        | $binary/A.txt
            predict $truncated a                       | $truncated/model.safetensors
            predict $huge a                            | $huge/model.safetensors
            predict $mismatch hell                     | $mismatch/model.safetensors
            explain $model aei --out $empty            | $empty: it is a folder, so it is not replaced
            predict $changed a                         | $changed/model.safetensors is not as it was saved
            resume $lines.txt                          | $lines.txt is a file; give the folder of a training
            predict $half a                            | $half/config.json is no valid JSON
            """)
    void whatIsBrokenIsNamed(String line, String beginning) throws IOException {
        List<String> before = files();
        CommandRun run = CommandRun.of(line.replace("$", root + "/").split(" "));
        String expected = "unroll: " + beginning.replace("$", root + "/");
        assertEquals(
                expected,
                run.err().substring(0, Math.min(expected.length(), run.err().length())));
        assertEquals(ExitCode.DATA, run.exitCode());
        assertEquals("", run.out());
        assertEquals(before, files());
    }
}
