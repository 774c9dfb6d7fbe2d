import static dev.unroll.core.cell.Equations.*;

import module dev.unroll.core;
import dev.unroll.core.cell.Operation.Bias;

static final List<String> DIGITS = List.of(
        ".###. #...# #...# #...# #...# #...# .###.", "..#.. .##.. ..#.. ..#.. ..#.. ..#.. .###.",
        ".###. #...# ....# ...#. ..#.. .#... #####", ".###. #...# ....# ..##. ....# #...# .###.",
        "...#. ..##. .#.#. #..#. ##### ...#. ...#.", "##### #.... ####. ....# ....# #...# .###.",
        ".###. #.... #.... ####. #...# #...# .###.", "##### ....# ...#. ..#.. ..#.. .#... .#...",
        ".###. #...# #...# .###. #...# #...# .###.", ".###. #...# #...# .#### ....# ....# .###.");

static final int ROWS = 7;
static final int COLUMNS = 5;

// Ten digits of seven rows of five pixels, each pixel turned over with a chance of one in ten.
void main() {
    Cell dense = Cell.named("feed_forward", ROWS * COLUMNS, equations ->
            equations.output(relu(equations.linear("W", equations.input(), 64))));
    Cell plain = Cells.elman(COLUMNS, 32, Bias.PRESENT);
    Cell second = Cells.elman(32, 32, Bias.PRESENT);

    NetworkSpec whole = spec(new InputSpec.Dense(ROWS * COLUMNS), List.of(new Layer(dense)), 1);
    NetworkSpec byRows = spec(new InputSpec.Dense(COLUMNS), List.of(new Layer(plain), new Layer(second)), ROWS);

    NetworkTrace trace =
            NetworkTrace.of(Network.initialize(byRows, Initialization.PYTORCH, 1), picture(0, 0));
    IO.println("a picture       " + trace.input() + "  rows, pixels a row");
    IO.println("first layer     " + trace.layer(0, 0).of(plain.output()) + "  rows, units");
    IO.println("second layer    " + trace.layer(1, 0).of(second.output()) + "  rows, units");
    IO.println("side by side    [1, " + byRows.featureSize() + "]");
    IO.println("ten scores      " + trace.output());
    IO.println();
    IO.println("                parameters  seen   new pictures");
    score("feed-forward", whole, picture -> Matrix.of(picture.data(), 1, ROWS * COLUMNS));
    score("recurrent", byRows, picture -> picture);
}

NetworkSpec spec(InputSpec input, List<Layer> layers, int steps) {
    return new NetworkSpec(input, layers, new Readout.Flatten(steps), new Head.Linear(10));
}

void score(String name, NetworkSpec spec, UnaryOperator<Matrix> reader) {
    Examples seen = examples(0, 500, reader);
    Examples fresh = examples(500, 1000, reader);
    var plan = TrainingPlan.of(new Adam(), 0.005).withEpochs(5).withBatchSize(20);
    try (Compute compute = Compute.of(1)) {
        Network start = Network.initialize(spec, Initialization.PYTORCH, 1);
        Network trained = new Trainer(plan, compute).train(start, seen);
        var evaluator = new Evaluator(new CrossEntropy(), 100, compute);
        IO.println("%-14s  %10d  %.3f  %.3f".formatted(
                name, trained.layout().size(), accuracy(evaluator, trained, seen), accuracy(evaluator, trained, fresh)));
    }
}

double accuracy(Evaluator evaluator, Network network, Examples examples) {
    return evaluator.evaluate(network, examples).confusion().orElseThrow().accuracy();
}

Examples examples(int from, int to, UnaryOperator<Matrix> reader) {
    List<Matrix> pictures = new ArrayList<>();
    int[] labels = new int[to - from];
    for (int i = from; i < to; i++) {
        labels[i - from] = i % 10;
        pictures.add(reader.apply(picture(i % 10, i)));
    }
    return new Examples(Sequences.ofVectors(pictures), Labels.ofSequences(labels));
}

Matrix picture(int digit, int number) {
    String[] rows = DIGITS.get(digit).split(" ");
    Matrix picture = Matrix.zeros(ROWS, COLUMNS);
    for (int row = 0; row < ROWS; row++) {
        for (int column = 0; column < COLUMNS; column++) {
            boolean turned = CounterHash.uniform(1, CounterHash.Purpose.SAMPLING, number, row, column, 0) < 0.1f;
            picture.set(row, column, rows[row].charAt(column) == '#' ^ turned ? 1 : 0);
        }
    }
    return picture;
}
