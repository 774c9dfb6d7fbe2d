import module dev.unroll.core;
import dev.unroll.core.cell.Operation.Bias;

static final int LONGEST = 30;
static final int COUNT = 100;

// A mistake: output[:, -1] of padded sequences is the state after the padding, not after the last word.
void main() {
    int[] lengths = new int[COUNT];
    int[] labels = new int[COUNT];
    float[] block = new float[COUNT * LONGEST * 2];
    for (int i = 0; i < COUNT; i++) {
        lengths[i] = 1 + (int) (LONGEST * random(i, 0, 0));
        for (int t = 0; t < lengths[i]; t++) {
            for (int j = 0; j < 2; j++) {
                block[(i * LONGEST + t) * 2 + j] = 2 * random(i, t + 1, j) - 1;
            }
        }
        // The last word decides: is its first number positive?
        labels[i] = block[(i * LONGEST + lengths[i] - 1) * 2] > 0 ? 1 : 0;
    }
    int[] padded = new int[COUNT];
    Arrays.fill(padded, LONGEST);

    Sequences real = Sequences.ofPadded(block, LONGEST, 2, lengths);
    Sequences wrong = Sequences.ofPadded(block, LONGEST, 2, padded);
    var spec = new NetworkSpec(
            new InputSpec.Dense(2),
            List.of(new Layer(Cells.elman(2, 16, Bias.PRESENT))),
            new Readout.LastStep(),
            new Head.Linear(2));
    IO.println("last word: step " + lengths[0] + " of the first sequence, padded to " + LONGEST);
    IO.println("                      steps computed  accuracy");
    score("lengths known", spec, real, labels);
    score("padding read as words", spec, wrong, labels);
}

void score(String name, NetworkSpec spec, Sequences sequences, int[] labels) {
    var examples = new Examples(sequences, Labels.ofSequences(labels));
    var plan = TrainingPlan.of(new Adam(), 0.01).withEpochs(20).withBatchSize(10);
    try (Compute compute = Compute.of(1)) {
        Network start = Network.initialize(spec, Initialization.PYTORCH, 1);
        Network trained = new Trainer(plan, compute).train(start, examples);
        Evaluation result = new Evaluator(new CrossEntropy(), COUNT, compute).evaluate(trained, examples);
        IO.println("%-21s  %13d  %.3f".formatted(
                name,
                new Batch().of(sequences).rows(),
                result.confusion().orElseThrow().accuracy()));
    }
}

float random(int example, int step, int number) {
    return CounterHash.uniform(1, CounterHash.Purpose.SAMPLING, example, step, number, 0);
}
