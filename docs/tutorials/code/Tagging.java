import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prediction;
import dev.unroll.core.model.Tagger;
import dev.unroll.run.job.Training;

// Trains on a file of two columns, loads what was saved, and tags three sentences.
void main() throws IOException {
    Path run = Path.of("runs", "tagging");
    Training.of("part-of-speech")
            .on(Path.of("docs", "tutorials", "data", "sentences.conll"))
            .with("split", "random").with("test_fraction", 0.2)
            .with("hidden_size", 16).with("batch_size", 4).with("epochs", 40).with("learning_rate", 0.01)
            .run(run);

    var tagger = new Tagger(Model.load(run));
    for (String sentence : List.of("They walk slowly .", "The walk begins .", "The grampler snorfles brilligly .")) {
        List<Prediction> tags = tagger.tag(List.of(sentence.split(" ")));
        IO.println(sentence + "\n    " + String.join(" ", tags.stream().map(Prediction::label).toList()));
    }
}
