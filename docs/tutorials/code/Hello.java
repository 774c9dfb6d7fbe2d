import module dev.unroll.core;
import dev.unroll.core.cell.Operation.Bias;

// The smallest language model: after "h" comes "e", after "he" comes "l", and so on.
void main() {
    var text = new TextEncoder(
            Normalization.UNICODE, Tokenizer.CHARACTERS, Marks.NONE, Vocabulary.of(List.of("h", "e", "l", "o")));
    var spec = new NetworkSpec(
            new InputSpec.OneHot(4),
            List.of(new Layer(Cells.elman(4, 8, Bias.PRESENT))),
            new Readout.EveryStep(),
            new Head.Linear(4));
    Network start = Network.initialize(spec, Initialization.PYTORCH, 1);
    IO.println(spec.layers().getFirst().cell());
    start.layout().windows().forEach(window -> IO.println("%-16s %s".formatted(window.name(), window.shape())));
    IO.println();

    var examples = new Examples(
            Sequences.ofTokens(new int[][] {text.encode("hell")}), Labels.ofSteps(new int[][] {text.encode("ello")}));
    var plan = TrainingPlan.of(new Adam(), 0.01).withEpochs(100);
    try (Compute compute = Compute.of(1)) {
        Network trained = new Trainer(plan, compute).withListener(this::print).train(start, examples);
        var model = new Model("hello", new NextToken(text), trained, text);
        var session = new LanguageModel(model);

        IO.println();
        List<Prediction> guesses = session.guesses("hell");
        for (int t = 0; t < 4; t++) {
            Prediction guess = guesses.get(t);
            IO.println("after %-4s -> %s  %.3f".formatted("hell".substring(0, t + 1), guess.label(), guess.probability()));
        }
        IO.println("h" + String.join("", session.generate("h", 4)));
    }
}

void print(TrainingEvent event) {
    if (event instanceof TrainingEvent.EpochDone done && (done.epoch() == 1 || done.epoch() % 25 == 0)) {
        IO.println("epoch %3d  loss %.4f".formatted(done.epoch(), done.loss()));
    }
}
