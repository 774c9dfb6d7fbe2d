import static dev.unroll.core.cell.Equations.*;

import module dev.unroll.core;

static final List<String> LANGUAGES = List.of("Italian", "Japanese", "Russian");

static final List<String> NAMES = List.of(
        "rossi bianchi esposito romano colombo ricci marino greco conti bruno gallo costa giordano mancini rizzo",
        "sato suzuki takahashi tanaka watanabe yamamoto nakamura kobayashi kato yoshida yamada sasaki matsumoto inoue kimura",
        "ivanov smirnov kuznetsov popov sokolov lebedev kozlov novikov morozov petrov volkov solovyov vasiliev zaitsev pavlov");

// Which language is this name from? Trained on 45 names, asked about six that it has never seen.
void main() {
    Cell cell = Cell.named("by_hand", 26, equations -> {
        var h = equations.state("h", 64);
        var both = join(equations.input(), h);
        equations.next(h, relu(equations.linear("W", both, 64)));
        equations.output(equations.linear("V", both, 3));
    });
    var spec = new NetworkSpec(
            new InputSpec.OneHot(26), List.of(new Layer(cell)), new Readout.LastStep(), new Head.None());

    List<int[]> letters = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int language = 0; language < LANGUAGES.size(); language++) {
        for (String name : NAMES.get(language).split(" ")) {
            letters.add(encode(name));
            labels.add(language);
        }
    }
    var examples = new Examples(
            Sequences.ofTokens(letters.toArray(int[][]::new)),
            Labels.ofSequences(labels.stream().mapToInt(label -> label).toArray()));

    var plan = TrainingPlan.of(new AdamW(), 1e-3).withEpochs(20).withBatchSize(1);
    try (Compute compute = Compute.of(1)) {
        Network start = Network.initialize(spec, Initialization.PYTORCH, 1);
        Network trained = new Trainer(plan, compute).withListener(this::print).train(start, examples);

        var stepper = new Stepper(NetworkWeights.forInference(trained), Kernels.fastest());
        for (String name : List.of("ferrari", "lombardi", "fujimoto", "hayashi", "kuzmin", "bogdanov")) {
            IO.println(name + " -> " + answer(stepper, stepper.newState(), name));
        }
    }
}

void print(TrainingEvent event) {
    if (event instanceof TrainingEvent.EpochDone done && done.epoch() % 5 == 0) {
        IO.println("epoch %2d  loss %.3f  accuracy %.2f".formatted(done.epoch(), done.loss(), done.accuracy()));
    }
}

String answer(Stepper stepper, Matrix state, String name) {
    float[] scores = new float[3];
    for (int letter : encode(name)) {
        stepper.step(letter, state, state, scores);
    }
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
        best = scores[i] > scores[best] ? i : best;
    }
    return LANGUAGES.get(best);
}

int[] encode(String name) {
    return name.chars().map(letter -> letter - 'a').toArray();
}
