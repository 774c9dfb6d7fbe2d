import module dev.unroll.core;
import dev.unroll.core.cell.Operation.Bias;

// One or many in, one or many out: the same layer, read in four ways.
void main() {
    IO.println("one to one    a step in, an answer out      " + shapes(1, new Readout.LastStep()));
    IO.println("many to one   a text in, a label out        " + shapes(5, new Readout.LastStep()));
    IO.println("many to many  a text in, a label a letter   " + shapes(5, new Readout.EveryStep()));
    IO.println("one to many   a letter in, a text out       " + generated(network(new Readout.EveryStep())));
}

Network network(Readout readout) {
    var layer = new Layer(Cells.elman(3, 4, Bias.PRESENT));
    return Network.initialize(
            new NetworkSpec(new InputSpec.OneHot(3), List.of(layer), readout, new Head.Linear(3)),
            Initialization.PYTORCH,
            1);
}

String shapes(int steps, Readout readout) {
    NetworkTrace trace = NetworkTrace.of(network(readout), new int[steps]);
    return trace.input() + " -> " + trace.output();
}

// Each guess is the next input: all but the first was written by the network itself.
String generated(Network network) {
    var stepper = new Stepper(NetworkWeights.forInference(network), Kernels.fastest());
    Matrix state = stepper.newState();
    Matrix written = Matrix.zeros(5, 3);
    float[] scores = new float[3];
    int token = 0;
    for (int t = 0; t < written.rows(); t++) {
        stepper.step(token, state, state, scores);
        for (int i = 0; i < 3; i++) {
            written.set(t, i, scores[i]);
            token = scores[i] > scores[token] ? i : token;
        }
    }
    return "[1, 3] -> " + written;
}
