package dev.unroll.run.config;

/** The optimization. Defaults of the optimizers' options are PyTorch's. */
public record TrainingTable(
        @Key(value = "classify", help = "what is learned") Task task,

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

        @Key(value = "false", help = "subtract the mean of the gradients") @Only(with = "optimizer", being = "rmsprop")
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

        @Key(value = "false", help = "pull at the weights themselves, as adamw does, not at their gradient")
        @Only(
                with = "optimizer",
                being = {"nadam", "radam"})
        boolean decoupledWeightDecay,

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

        @Key(value = "1", help = "of everything random") long seed) {

    /** What is learned. */
    public enum Task {
        CLASSIFY,
        NEXT_TOKEN,
        TAG
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
