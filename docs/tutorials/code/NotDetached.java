import module dev.unroll.core;
import dev.unroll.core.cell.Operation.Bias;

static final String TEXT = "the cat sat on the mat and the rat sat on the cat so the cat ran";
static final int CHUNK = 8;

// A mistake: the state goes from chunk to chunk with its whole history.
void main() {
    List<String> letters = TEXT.chars().distinct().sorted().mapToObj(Character::toString).toList();
    int[] all = TEXT.chars().map(c -> letters.indexOf(Character.toString(c))).toArray();
    int[] inputs = Arrays.copyOf(all, all.length - 1);
    int[] next = Arrays.copyOfRange(all, 1, all.length);
    var spec = new NetworkSpec(
            new InputSpec.OneHot(letters.size()),
            List.of(new Layer(Cells.elman(letters.size(), 32, Bias.PRESENT))),
            new Readout.EveryStep(),
            new Head.Linear(letters.size()));

    IO.println("              steps walked back in each chunk       in all  loss of the last epoch");
    train("detached", spec, inputs, next, true);
    train("not detached", spec, inputs, next, false);
}

void train(String name, NetworkSpec spec, int[] inputs, int[] next, boolean detached) {
    try (Compute compute = Compute.of(1)) {
        Network start = Network.initialize(spec, Initialization.PYTORCH, 1);
        var step = new TrainingStep(start, new CrossEntropy(), new Adam(), compute);
        Matrix state = Matrix.zeros(1, spec.stateSize());
        Batch batch = new Batch();
        var walked = new StringBuilder();
        int sum = 0;
        double loss = 0;
        for (int epoch = 1; epoch <= 20; epoch++) {
            Arrays.fill(state.data(), 0);
            walked.setLength(0);
            sum = 0;
            loss = 0;
            for (int from = 0; from < inputs.length; from += CHUNK) {
                int begin = detached ? from : 0;
                int to = Math.min(from + CHUNK, inputs.length);
                int[] labels = next.clone();
                Arrays.fill(labels, 0, from, CrossEntropy.DEFAULT_IGNORE_INDEX);
                batch.ofChunk(Sequences.ofTokens(new int[][] {inputs}), new int[] {0}, 0, 1, begin, to - begin);
                if (!detached) {
                    Arrays.fill(state.data(), 0);
                }
                loss += step.stepFromState(
                                batch, Labels.ofSteps(new int[][] {labels}), state, state, 0.01, 1, epoch)
                        * (to - from)
                        / inputs.length;
                walked.append(String.format("%3d ", to - begin));
                sum += to - begin;
            }
        }
        IO.println("%-13s %s     %4d  %.3f".formatted(name, walked, sum, loss));
    }
}
