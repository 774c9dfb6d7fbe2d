package dev.unroll.cli.config;

/** All that decides what a training does, apart from the data themselves: one table of the file a component. */
public record TrainConfig(Data data, Model model, Training training) {

    /** Where examples come from, and how they become tokens. */
    public record Data(
            @Key(
                    value = "words",
                    help = "\"words\" (of many languages) or \"hello\", which are embedded; a name of unroll data list;"
                            + " else a folder or file")
            String source,

            @Key(value = "auto", help = "how to read the source; auto goes by its name, text is one long text")
            Format format,

            @Key(value = "text", help = "column of the text")
            @Only(
                    with = "format",
                    being = {"auto", "csv", "tsv", "json_lines"})
            String textColumn,

            @Key(value = "label", help = "column of the class")
            @Only(
                    with = "format",
                    being = {"auto", "csv", "tsv", "json_lines"})
            String labelColumn,

            @Key(value = "false", help = "reduce letters to a-z A-Z and . , ; ' (NFD, marks dropped)")
            boolean ascii,

            @Key(value = "false", help = "make all letters small")
            boolean lowercase,

            @Key(value = "characters", help = "what a step of the sequence is")
            Tokens tokens,

            @Key(value = "0", min = 0, max = 1e9, help = "most tokens of a text that are read; 0: all")
            int longest,

            @Key(value = "start", help = "which end of a longer text is read")
            Keep keep,

            @Key(value = "none", help = "what else a next-token model reads: the end, or also the label before it")
            Marks marks,

            @Key(value = "unit", help = "what becomes of the numbers of vectors: unit is 0..1")
            Scale scale,

            @Key(value = "random", help = "how the test part is made; official: as the data come")
            SplitKind split,

            @Key(value = "0.15", min = 0, below = 1, help = "part of the texts kept for the final score")
            @Only(with = "split", being = "random")
            double testFraction,

            @Key(value = "0.0", min = 0, below = 1, help = "part of the texts scored after each epoch")
            double validationFraction,

            @Key(value = "1", min = 1, max = 1e9, help = "rarer tokens count as unknown")
            int minCount,

            @Key(value = "100000", min = 2, max = 1e7, help = "the most frequent tokens that are kept")
            int maxVocabulary) {}

    /** How a source is laid out. */
    public enum Format {
        AUTO,
        FOLDER,
        CSV,
        TSV,
        LINES,
        JSON_LINES,
        /** Folders train and test with a folder a class and a file an example, or a .tar.gz of them. */
        FILES,
        /** A folder with the four files of MNIST. */
        IDX,
        /** One long text. */
        TEXT
    }

    /** What a next-token model reads of a text beside its tokens. */
    public enum Marks {
        NONE,
        END,
        LABEL
    }

    /** Which end of a text is read, if it is too long. */
    public enum Keep {
        START,
        END
    }

    /** What becomes of the numbers of vectors. */
    public enum Scale {
        /** As they are. */
        NONE,
        /** Divided by the largest number that their type has. */
        UNIT,
        /** Less the mean of the training part, divided by its deviation. */
        STANDARD
    }

    /** Where the test part comes from. */
    public enum SplitKind {
        RANDOM,
        OFFICIAL
    }

    /** What one time step reads. */
    public enum Tokens {
        CHARACTERS,
        WORDS,
        /** Words of texts out of web pages: line breaks {@code <br />} removed. */
        HTML_WORDS
    }

    /** The network. */
    public record Model(
            @Key(value = "lstm", help = "the recurrent cell")
            Cell cell,

            @Key(value = "128", min = 1, max = 65536, help = "units of a layer and direction")
            int hiddenSize,

            @Key(value = "1", min = 1, max = 64, help = "recurrent layers")
            int layers,

            @Key(value = "false", help = "read the sequence from both ends")
            boolean bidirectional,

            @Key(value = "one_hot", help = "how a step enters the network; vectors for data that are no texts")
            Input input,

            @Key(value = "64", min = 1, max = 65536, help = "numbers a token")
            @Only(with = "input", being = "embedding")
            int embeddingSize,

            @Key(
                    value = "none",
                    help = "word vectors to start from: a file, as GloVe or word2vec (text) has them; or counted, from"
                            + " which tokens stand near each other in the training texts")
            @Only(with = "input", being = "embedding")
            String vectors,

            @Key(value = "false", help = "leave the embedding as it starts") @Only(with = "input", being = "embedding")
            boolean freeze,

            @Key(value = "1.0", above = 0, max = 1, help = "part of the learning rate that the embedding learns at")
            @Only(with = "input", being = "embedding")
            double embeddingRate,

            @Key(value = "0.0", min = 0, below = 1, help = "part dropped between layers and before the linear layer")
            double dropout,

            @Key(value = "0.0", min = 0, below = 1, help = "part dropped before the first layer")
            @Only(
                    with = "input",
                    being = {"embedding", "vectors"})
            double inputDropout,

            @Key(value = "false", help = "drop the same values at every step of a sequence")
            boolean variationalDropout,

            @Key(value = "last", help = "which steps the answer is read from")
            Readout readout,

            @Key(value = "pytorch", help = "whose first weights")
            Initialization initialization) {}

    /** The recurrent cells. */
    public enum Cell {
        RNN_TANH,
        RNN_RELU,
        LSTM,
        GRU,
        GRU_RESET_BEFORE,
        BY_HAND
    }

    /** How a step enters the network: a token in one of two ways, a vector as it is. */
    public enum Input {
        ONE_HOT,
        EMBEDDING,
        VECTORS
    }

    /** Which steps the answer is read from. */
    public enum Readout {
        LAST,
        LAST_POSITION,
        MAX,
        MEAN,
        EACH,
        FLATTEN
    }

    /** Whose first weights. */
    public enum Initialization {
        PYTORCH,
        KERAS
    }

    /** The optimization. Defaults of the optimizers' options are PyTorch's. */
    public record Training(
            @Key(value = "classify", help = "what is learned")
            Task task,

            @Key(value = "10", min = 1, max = 1_000_000, help = "passes over the training examples")
            int epochs,

            @Key(value = "32", min = 1, max = 1_000_000, help = "examples an update")
            int batchSize,

            @Key(
                    value = "0",
                    min = 0,
                    max = 1_000_000,
                    help = "steps that a gradient reaches back, an update each; 0: to the start")
            @Only(with = "task", being = "next_token")
            int truncation,

            @Key(value = "adam", help = "the update rule") Optimizer optimizer,

            @Key(value = "0.001", above = 0, max = 1e6, help = "step size; the largest one of a schedule")
            double learningRate,

            @Key(value = "0.0", min = 0, below = 1, help = "part of the last step that is kept")
            @Only(
                    with = "optimizer",
                    being = {"sgd", "rmsprop"})
            double momentum,

            @Key(value = "false", help = "look ahead along the momentum") @Only(with = "optimizer", being = "sgd")
            boolean nesterov,

            @Key(value = "0.0", min = 0, max = 1, help = "part of the gradient that momentum leaves out")
            @Only(with = "optimizer", being = "sgd")
            double dampening,

            @Key(value = "0.99", min = 0, below = 1, help = "memory of the squared gradients")
            @Only(with = "optimizer", being = "rmsprop")
            double alpha,

            @Key(value = "false", help = "subtract the mean of the gradients")
            @Only(with = "optimizer", being = "rmsprop")
            boolean centered,

            @Key(value = "0.9", min = 0, below = 1, help = "memory of the gradients")
            @Only(
                    with = "optimizer",
                    being = {"adam", "adamw", "nadam", "radam"})
            double beta1,

            @Key(value = "0.999", min = 0, below = 1, help = "memory of the squared gradients")
            @Only(
                    with = "optimizer",
                    being = {"adam", "adamw", "nadam", "radam"})
            double beta2,

            @Key(value = "false", help = "never let the second moment shrink")
            @Only(
                    with = "optimizer",
                    being = {"adam", "adamw"})
            boolean amsgrad,

            @Key(value = "1e-8", above = 0, max = 1, help = "keeps the division finite")
            @Only(
                    with = "optimizer",
                    being = {"rmsprop", "adam", "adamw", "nadam", "radam"})
            double eps,

            @Key(value = "0.0", min = 0, max = 1e3, help = "pull of the weights toward zero")
            @Instead(with = "optimizer", being = "adamw", value = "0.01")
            double weightDecay,

            @Key(value = "constant", help = "how the learning rate moves over the run")
            Schedule schedule,

            @Key(value = "0", min = 0, max = 1e9, help = "steps of a straight line up to the first rate")
            int warmupSteps,

            @Key(value = "1.0", above = 0, max = 1e9, help = "epochs after which the rate is multiplied with gamma")
            @Only(with = "schedule", being = "step")
            double decayEpochs,

            @Key(value = "0.1", above = 0, max = 1, help = "what the rate is multiplied with; exponential: each epoch")
            @Only(
                    with = "schedule",
                    being = {"step", "exponential", "plateau"})
            double gamma,

            @Key(value = "0.0", min = 0, max = 1, help = "part of the rate that is left at the end")
            @Only(with = "schedule", being = "linear")
            double endFactor,

            @Key(value = "2", min = 0, max = 1_000_000, help = "epochs without a better one before the rate falls")
            @Only(with = "schedule", being = "plateau")
            int plateauPatience,

            @Key(value = "true", help = "move the momentum against the learning rate")
            @Only(with = "schedule", being = "one_cycle")
            boolean cycleMomentum,

            @Key(value = "0.0", min = 0, max = 1e9, help = "longest gradient, in the Euclidean norm; 0: any length")
            double clipNorm,

            @Key(value = "0.0", min = 0, below = 1, help = "part of the tokens that training reads as unknown ones")
            double tokenDropout,

            @Key(value = "0.0", min = 0, below = 1, help = "part of the target spread over all classes")
            double labelSmoothing,

            @Key(
                    value = "0.0",
                    min = 0,
                    max = 1,
                    help = "how far rare classes are made up for; 0: examples count alike, 1: classes do")
            @Only(with = "task", being = "classify")
            double classBalance,

            @Key(value = "last", help = "which epoch's weights become the model; best: by validation")
            KeptEpoch kept,

            @Key(
                    value = "0",
                    min = 0,
                    max = 1_000_000,
                    help = "epochs without a better one before training ends; 0: all epochs")
            @Only(with = "kept", being = "best")
            int patience,

            @Key(value = "loss", help = "the validation score that best and plateau go by")
            Watch watch,

            @Key(value = "none", help = "make the model of an average of weights: over steps, or over ends of epochs")
            Averaging average,

            @Key(value = "0.999", min = 0, below = 1, help = "memory of the average")
            @Only(with = "average", being = "steps")
            double averageDecay,

            @Key(value = "1", min = 1, max = 1_000_000, help = "first epoch of the average")
            @Only(with = "average", being = "epochs")
            int averageFrom,

            @Key(value = "60", min = 0, max = 1e6, help = "most seconds of work that are lost if the process dies")
            int checkpointSeconds,

            @Key(value = "2", min = 1, max = 1000, help = "checkpoints that are kept")
            int checkpoints,

            @Key(value = "true", help = "put examples of like length into a batch; means nothing with truncation")
            boolean bucketing,

            @Key(value = "1", help = "of everything random") long seed) {}

    /** What is learned. */
    public enum Task {
        CLASSIFY,
        NEXT_TOKEN
    }

    /** The update rules. */
    public enum Optimizer {
        SGD,
        RMSPROP,
        ADAM,
        ADAMW,
        NADAM,
        RADAM,
        ADAGRAD,
        ADADELTA
    }

    /** How the learning rate moves over the run. */
    public enum Schedule {
        CONSTANT,
        ONE_CYCLE,
        COSINE,
        LINEAR,
        STEP,
        EXPONENTIAL,
        PLATEAU
    }

    /** Which epoch's weights become the model. */
    public enum KeptEpoch {
        LAST,
        BEST
    }

    /** Which validation score says how good an epoch was. */
    public enum Watch {
        LOSS,
        ACCURACY
    }

    /** What weights are averaged over. */
    public enum Averaging {
        NONE,
        STEPS,
        EPOCHS
    }
}
