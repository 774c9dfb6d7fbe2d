import static dev.unroll.core.cell.Equations.*;

import module dev.unroll.core;
import dev.unroll.core.cell.Operation.Bias;

static final List<String> WORDS = List.of((
                "about after again among apple began being below black board break bring brown build carry catch cause"
                + " chair child clean clear close cloud color could count cover cross dance drink drive early earth"
                + " eight every field fight final first floor force found fresh front fruit glass grand grass great"
                + " green ground group guess happy heard heart heavy horse house human issue judge known large laugh"
                + " learn leave light local lower lunch major march match might money month motor mount mouth music"
                + " night noise north ocean offer often order other paint paper party peace phone piece place plain"
                + " plane plant point pound power press price print proud queen quick quiet quite radio raise reach"
                + " ready right river rough round scale scene score sense serve seven shall shape share sharp sheep"
                + " shine short shout sight since skill sleep slowly small smile snow sound south space speak speed"
                + " spell spend sport stand start state steam steel stick still stone store storm story strange street"
                + " strong sugar summer table taste teach thank their there these thick thing think third those"
                + " three throw today total touch tower track trade train travel truck under until usual value visit"
                + " voice waste watch water wheel where which while white whole window winter woman world worth"
                + " would write wrong young")
        .split(" "));

// The same task for two networks: is this English word spelled forwards or backwards?
void main() {
    Cell dense = Cell.named("feed_forward", 26, equations ->
            equations.output(relu(equations.linear("W", equations.input(), 32))));
    Cell recurrent = Cells.gru(26, 32, Bias.PRESENT);
    IO.println(dense);
    IO.println();
    IO.println("                  parameters  seen   new words");
    score("feed-forward", dense, this::bagOfLetters);
    score("recurrent", recurrent, this::letters);
}

// One step: how often each letter occurs. It is the same for a word and its mirror image.
Matrix bagOfLetters(String word) {
    Matrix counts = Matrix.zeros(1, 26);
    word.chars().forEach(c -> counts.set(0, c - 'a', counts.get(0, c - 'a') + 1));
    return counts;
}

// As many steps as letters, each a row of zeros with a one.
Matrix letters(String word) {
    Matrix rows = Matrix.zeros(word.length(), 26);
    for (int t = 0; t < word.length(); t++) {
        rows.set(t, word.charAt(t) - 'a', 1);
    }
    return rows;
}

void score(String name, Cell cell, Function<String, Matrix> reader) {
    var spec = new NetworkSpec(
            new InputSpec.Dense(26), List.of(new Layer(cell)), new Readout.LastStep(), new Head.Linear(2));
    int cut = WORDS.size() * 4 / 5;
    int[] order = CounterHash.permutation(WORDS.size(), 1, CounterHash.Purpose.SPLIT, 0);
    Examples seen = examples(order, 0, cut, reader);
    Examples fresh = examples(order, cut, WORDS.size(), reader);
    var plan = TrainingPlan.of(new Adam(), 0.01).withEpochs(15).withBatchSize(16);
    try (Compute compute = Compute.of(1)) {
        Network start = Network.initialize(spec, Initialization.PYTORCH, 1);
        Network trained = new Trainer(plan, compute).train(start, seen);
        var evaluator = new Evaluator(new CrossEntropy(), 64, compute);
        IO.println("%-16s  %10d  %.2f  %.2f".formatted(
                name, trained.layout().size(), accuracy(evaluator, trained, seen), accuracy(evaluator, trained, fresh)));
    }
}

double accuracy(Evaluator evaluator, Network network, Examples examples) {
    return evaluator.evaluate(network, examples).confusion().orElseThrow().accuracy();
}

Examples examples(int[] order, int from, int to, Function<String, Matrix> reader) {
    List<Matrix> inputs = new ArrayList<>();
    int[] labels = new int[2 * (to - from)];
    for (int i = from; i < to; i++) {
        String word = WORDS.get(order[i]);
        inputs.add(reader.apply(word));
        inputs.add(reader.apply(new StringBuilder(word).reverse().toString()));
        labels[2 * (i - from) + 1] = 1;
    }
    return new Examples(Sequences.ofVectors(inputs), Labels.ofSequences(labels));
}
