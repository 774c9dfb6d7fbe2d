import module dev.unroll.core;
import dev.unroll.core.cell.Operation.Bias;

// A mistake: the network ends in a softmax, and the loss, which takes scores, takes a softmax of it again.
void main() {
    train("once", false);
    train("twice", true);
}

void train(String name, boolean twice) {
    int[] input = {0, 1, 2, 2};
    int[] wanted = {1, 2, 2, 3};
    var spec = new NetworkSpec(
            new InputSpec.OneHot(4),
            List.of(new Layer(Cells.elman(4, 8, Bias.PRESENT))),
            new Readout.EveryStep(),
            new Head.Linear(4));
    var weights = NetworkWeights.forTraining(Network.initialize(spec, Initialization.PYTORCH, 1));
    Batch batch = new Batch().of(Sequences.ofTokens(new int[][] {input}));
    try (Compute compute = Compute.of(1)) {
        var run = new NetworkRun(weights, compute);
        var update = new ParameterUpdate(weights, new Adam(), compute);
        for (int epoch = 1; epoch <= 200; epoch++) {
            run.forward(batch);
            double loss = 0;
            double sure = 0;
            for (int t = 0; t < 4; t++) {
                int row = batch.row(t, 0);
                double[] scores = new double[4];
                Arrays.setAll(scores, i -> run.output().get(row, i));
                double[] first = softmax(scores);
                double[] second = twice ? softmax(first) : first;
                loss -= StrictMath.log(second[wanted[t]]) / 4;
                sure += first[wanted[t]] / 4;
                second[wanted[t]] -= 1;
                double[] gradient = twice ? throughSoftmax(first, second) : second;
                for (int i = 0; i < 4; i++) {
                    run.outputGradient().set(row, i, (float) (gradient[i] / 4));
                }
            }
            if (epoch == 1 || epoch == 50 || epoch == 200) {
                IO.println("%-6s epoch %3d  loss %.3f  probability of the right letter %.3f"
                        .formatted(name, epoch, loss, sure));
            }
            run.backward();
            update.apply(run.gradients(), 1, 0.01);
        }
    }
}

double[] softmax(double[] scores) {
    double highest = Arrays.stream(scores).max().orElseThrow();
    double[] powers = Arrays.stream(scores).map(score -> StrictMath.exp(score - highest)).toArray();
    double sum = Arrays.stream(powers).sum();
    return Arrays.stream(powers).map(power -> power / sum).toArray();
}

// From the gradient of the probabilities to that of the scores.
double[] throughSoftmax(double[] probabilities, double[] gradient) {
    double mean = 0;
    for (int i = 0; i < 4; i++) {
        mean += probabilities[i] * gradient[i];
    }
    double[] result = new double[4];
    for (int i = 0; i < 4; i++) {
        result[i] = probabilities[i] * (gradient[i] - mean);
    }
    return result;
}
