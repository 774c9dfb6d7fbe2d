import module dev.unroll.core;
import dev.unroll.core.cell.Operation.Bias;

// Two reviews of five words, each word a vector of three numbers. One is praise (1), one is not (0).
void main() {
    List<Matrix> reviews = List.of(
            Matrix.of(new float[] {.1f, .2f, .3f, .4f, .5f, .6f, .7f, .8f, .9f, .8f, .7f, .6f, .9f, .9f, .9f}, 5, 3),
            Matrix.of(new float[] {.9f, .8f, .7f, .6f, .5f, .4f, .3f, .2f, .1f, .2f, .3f, .1f, .1f, .1f, .1f}, 5, 3));
    Matrix wanted = Matrix.of(new float[] {1, 0}, 2, 1);
    var spec = new NetworkSpec(
            new InputSpec.Dense(3),
            List.of(new Layer(Cells.elman(3, 4, Bias.PRESENT))),
            new Readout.LastStep(),
            new Head.Linear(1));
    Network start = Network.initialize(spec, Initialization.PYTORCH, 1);

    NetworkTrace trace = NetworkTrace.of(start, reviews.getFirst());
    Cell cell = spec.layers().getFirst().cell();
    IO.println("a review       " + trace.input() + "  words, numbers a word");
    IO.println("hidden states  " + trace.layer(0, 0).of(cell.output()) + "  words, units");
    IO.println("last state     " + trace.layer(0, 0).finalState());
    IO.println("answer         " + trace.output());
    IO.println();

    var examples = new Examples(Sequences.ofVectors(reviews), Labels.ofValues(wanted));
    var plan = TrainingPlan.of(new Adam(), 0.05).withLoss(new MeanSquaredError()).withEpochs(5);
    try (Compute compute = Compute.of(1)) {
        Network trained = new Trainer(plan, compute).withListener(this::print).train(start, examples);
        for (int i = 0; i < 2; i++) {
            float answer = NetworkTrace.of(trained, reviews.get(i)).output().get(0, 0);
            IO.println("review %d: wanted %.0f, answered %.3f".formatted(i + 1, wanted.get(i, 0), answer));
        }
    }
}

void print(TrainingEvent event) {
    if (event instanceof TrainingEvent.EpochDone done) {
        IO.println("epoch %d  mean squared error %.4f".formatted(done.epoch(), done.loss()));
    }
}
