import static dev.unroll.core.cell.Equations.*;

import module dev.unroll.core;

// A cell written by hand reads a name letter by letter, and remembers.
void main() {
    Cell cell = Cell.named("by_hand", 26, equations -> {
        var h = equations.state("h", 4);
        var both = join(equations.input(), h);
        equations.next(h, relu(equations.linear("W", both, 4)));
        equations.output(equations.linear("V", both, 3));
    });
    IO.println(cell);

    var spec = new NetworkSpec(
            new InputSpec.OneHot(26), List.of(new Layer(cell)), new Readout.LastStep(), new Head.None());
    Network network = Network.initialize(spec, Initialization.PYTORCH, 1);
    IO.println();
    network.layout().windows().forEach(window -> IO.println(window.name() + " " + window.shape()));

    var stepper = new Stepper(NetworkWeights.forInference(network), Kernels.fastest());
    float[] scores = new float[3];
    for (String name : List.of("anna", "nana")) {
        Matrix state = stepper.newState();
        IO.println();
        IO.println("     start   h = " + numbers(state.data()));
        for (char letter : name.toCharArray()) {
            stepper.step(letter - 'a', state, state, scores);
            IO.println("     read " + letter + "  h = " + numbers(state.data()));
        }
        IO.println("%s scores      %s".formatted(name, numbers(scores)));
    }
}

String numbers(float[] values) {
    var text = new StringBuilder();
    for (float value : values) {
        text.append(String.format(Locale.ROOT, "%8.4f", value));
    }
    return text.toString();
}
