import module dev.unroll.core;
import dev.unroll.core.cell.Operation.Bias;

static final Map<String, String> NAMES = new TreeMap<>(Map.of(
        "Italian", "Rossi Bianchi Esposito Romano Colombo Ricci Marino Greco Conti Bruno Gallo Costa Giordano Rizzo",
        "Japanese", "Sato Suzuki Takahashi Tanaka Watanabe Yamamoto Nakamura Kobayashi Kato Yoshida Yamada Sasaki",
        "Russian", "Ivanov Smirnov Kuznetsov Popov Sokolov Lebedev Kozlov Novikov Morozov Petrov Volkov Solovyov"));

// From names to a saved model and its answers: embedding, LSTM in both directions, largest values, labels.
void main() throws IOException {
    List<String> names = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    List<String> languages = List.copyOf(NAMES.keySet());
    NAMES.forEach((language, all) -> {
        for (String name : all.split(" ")) {
            names.add(name);
            labels.add(languages.indexOf(language));
        }
    });
    Vocabulary letters = Vocabulary.count(
            names.stream().flatMap(name -> Tokenizer.CHARACTERS.tokens(name).stream()), Vocabulary.Limits.NONE);
    var text = new TextEncoder(Normalization.ASCII, Tokenizer.CHARACTERS, Marks.NONE, letters);

    Cell lstm = Cells.lstm(8, 16, Bias.PRESENT);
    var spec = new NetworkSpec(
            new InputSpec.Embedding(letters.size(), 8),
            List.of(new Layer(lstm, Layer.Reading.BIDIRECTIONAL)),
            new Readout.Max(),
            new Head.Linear(languages.size()));
    IO.println(lstm);
    IO.println();

    var examples = new Examples(
            Sequences.ofTokens(names.stream().map(text::encode).toArray(int[][]::new)),
            Labels.ofSequences(labels.stream().mapToInt(label -> label).toArray()));
    var plan = TrainingPlan.of(new AdamW(), 0.01).withEpochs(30).withBatchSize(8);
    try (Compute compute = Compute.of(1)) {
        Network start = Network.initialize(spec, Initialization.PYTORCH, 1);
        Network trained = new Trainer(plan, compute).train(start, examples);
        new Model("few-names", new Classify(languages), trained, text).save(Path.of("few-names"));
    }

    Model model = Model.load(Path.of("few-names"));
    var session = new Classifier(model);
    for (String name : List.of("Ferrari", "Fujimoto", "Bogdanov")) {
        Prediction best = session.predict(name).getFirst();
        IO.println("%-9s %-8s %.2f".formatted(name, best.label(), best.probability()));
    }

    IO.println();
    NetworkTrace trace = NetworkTrace.of(model.network(), text.encode("Fujimoto"));
    IO.println("letters as vectors     " + trace.input());
    IO.println("states from the front  " + trace.layer(0, 0).of(lstm.output()));
    IO.println("states from the back   " + trace.layer(0, 1).of(lstm.output()));
    IO.println("scores                 " + trace.output());
}
