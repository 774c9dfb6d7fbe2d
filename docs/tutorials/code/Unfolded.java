import module dev.unroll.core;
import dev.unroll.core.cell.Operation.Bias;

// One unit, one weight: the network unfolded by hand beside Unroll's, forward and backward.
void main() {
    float w = 0.9f;
    float u = 0.5f;
    float[] x = {1, 0, -1, 2};
    Cell cell = Cell.named("one_unit", 1, equations -> {
        var h = equations.state("h", 1);
        var fromInput = equations.linear("w", equations.input(), 1, Bias.ABSENT);
        var fromState = equations.linear("u", h, 1, Bias.ABSENT);
        equations.output(equations.next(h, Equations.tanh(fromInput.plus(fromState))));
    });
    var spec = new NetworkSpec(
            new InputSpec.Dense(1), List.of(new Layer(cell)), new Readout.LastStep(), new Head.None());
    Network network = Network.of(spec, new float[] {w, u});
    IO.println(cell);
    IO.println();

    NetworkTrace trace = NetworkTrace.of(network, Matrix.of(x, 4, 1));
    NetworkTrace.Gradients back = trace.backward(Matrix.of(new float[] {1}, 1, 1));
    Matrix states = trace.layer(0, 0).of(cell.output());
    Matrix gradients = back.layers().getFirst().getFirst().of(cell.output());

    double[] h = new double[5];
    for (int t = 1; t <= 4; t++) {
        h[t] = StrictMath.tanh(w * x[t - 1] + u * h[t - 1]);
    }
    double[] dh = {0, 0, 0, 0, 1};
    for (int t = 3; t >= 1; t--) {
        dh[t] = dh[t + 1] * (1 - h[t + 1] * h[t + 1]) * u;
    }
    double dw = 0;
    double du = 0;
    for (int t = 1; t <= 4; t++) {
        double slope = dh[t] * (1 - h[t] * h[t]);
        dw += slope * x[t - 1];
        du += slope * h[t - 1];
    }

    IO.println("step  x    h by hand  h by Unroll  dL/dh by hand  dL/dh by Unroll");
    for (int t = 1; t <= 4; t++) {
        IO.println("%4d %2.0f %12.5f %12.5f %14.5f %16.5f".formatted(
                t, x[t - 1], h[t], states.get(t - 1, 0), dh[t], gradients.get(t - 1, 0)));
    }

    var weights = NetworkWeights.forTraining(network);
    try (Compute compute = Compute.of(1)) {
        var run = new NetworkRun(weights, compute);
        run.forward(new Batch().of(Sequences.ofVectors(List.of(Matrix.of(x, 4, 1)))));
        run.outputGradient().set(0, 0, 1);
        run.backward();
        IO.println();
        IO.println("dL/dw  by hand %.5f  by Unroll %.5f".formatted(dw, run.gradients()[0]));
        IO.println("dL/du  by hand %.5f  by Unroll %.5f".formatted(du, run.gradients()[1]));
    }
}
