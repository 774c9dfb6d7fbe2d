import module dev.unroll.core;
import dev.unroll.core.cell.Operation.Bias;

static final int COUNT = 64;

// A mistake: the hidden state is not set to zero before the next example.
void main() {
    // The task: did the sequence begin with a one? The sequences have one to six steps.
    int[][] bits = new int[COUNT][];
    int[] first = new int[COUNT];
    for (int i = 0; i < COUNT; i++) {
        bits[i] = new int[1 + (int) (6 * random(i, 0))];
        for (int t = 0; t < bits[i].length; t++) {
            bits[i][t] = random(i, t + 1) < 0.5f ? 0 : 1;
        }
        first[i] = bits[i][0];
    }
    var spec = new NetworkSpec(
            new InputSpec.OneHot(2),
            List.of(new Layer(Cells.elman(2, 16, Bias.PRESENT))),
            new Readout.LastStep(),
            new Head.Linear(2));
    var examples = new Examples(Sequences.ofTokens(bits), Labels.ofSequences(first));
    Network reset = train(spec, examples, false);
    Network carried = train(spec, examples, true);
    IO.println("trained with reset,    asked with reset:     " + right(reset, bits, first, false));
    IO.println("trained with reset,    asked without reset:  " + right(reset, bits, first, true));
    IO.println("trained without reset, asked without reset:  " + right(carried, bits, first, true));
}

Network train(NetworkSpec spec, Examples examples, boolean carry) {
    try (Compute compute = Compute.of(1)) {
        Network start = Network.initialize(spec, Initialization.PYTORCH, 1);
        var step = new TrainingStep(start, new CrossEntropy(), new Adam(), compute);
        Matrix state = Matrix.zeros(1, spec.stateSize());
        Batch batch = new Batch();
        for (int epoch = 1; epoch <= 15; epoch++) {
            for (int i : CounterHash.permutation(COUNT, 1, CounterHash.Purpose.SHUFFLE, epoch)) {
                batch.of(examples.inputs(), new int[] {i}, 0, 1);
                if (!carry) {
                    Arrays.fill(state.data(), 0);
                }
                step.stepFromState(batch, examples.labels(), state, state, 0.01, 1, epoch);
            }
        }
        return step.network();
    }
}

String right(Network network, int[][] bits, int[] first, boolean carry) {
    var stepper = new Stepper(NetworkWeights.forInference(network), Kernels.fastest());
    Matrix state = stepper.newState();
    float[] scores = new float[2];
    int right = 0;
    for (int i = 0; i < COUNT; i++) {
        if (!carry) {
            state = stepper.newState();
        }
        for (int bit : bits[i]) {
            stepper.step(bit, state, state, scores);
        }
        right += (scores[1] > scores[0] ? 1 : 0) == first[i] ? 1 : 0;
    }
    return right + " of " + COUNT + " right";
}

float random(int example, int step) {
    return CounterHash.uniform(1, CounterHash.Purpose.SAMPLING, example, step, 0, 0);
}
