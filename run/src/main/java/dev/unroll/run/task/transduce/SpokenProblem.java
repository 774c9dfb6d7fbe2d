package dev.unroll.run.task.transduce;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.task.Transduce;
import dev.unroll.data.DataException;
import dev.unroll.data.Dataset;
import dev.unroll.data.FilePlace;
import dev.unroll.data.Split;
import dev.unroll.data.pair.PairForm.Side;
import dev.unroll.data.speech.SpeechDataset;
import dev.unroll.data.speech.SpokenExample;
import dev.unroll.run.config.ModelTable;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.sequence.Scaling;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.Question;
import dev.unroll.run.task.ReportPart;
import dev.unroll.run.task.Scores;
import dev.unroll.run.task.SequenceReaders;
import dev.unroll.run.task.TrainingData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is said in a sound. */
final class SpokenProblem extends TransduceProblem<SpokenExample> {

    private final VectorEncoder vectors;

    SpokenProblem(VectorEncoder vectors, Transduce task, TargetFit fit) {
        super(task, fit);
        this.vectors = vectors;
    }

    /** Reads the sounds of a configuration; the encoders know the scales and tokens of the training part. */
    static TrainingData<SpokenExample> learn(TrainConfig config, DataSource given) {
        Side side = PairSides.target(config.target());
        SpeechDataset sounds = SequenceReaders.speech(given, side);
        try {
            Split<SpokenExample> split = TrainingData.split(config, sounds);
            List<String> texts = split.train().stream()
                    .flatMap(example -> example.rightTargets().stream())
                    .toList();
            VectorEncoder scaling = Scaling.encoder(config.data(), sounds, split.train());
            var problem = new SpokenProblem(scaling, task(config.target(), texts), TargetFit.of(config));
            return new TrainingData<>(sounds, "", split, problem);
        } catch (IllegalArgumentException e) {
            throw new DataException(sounds.name() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public VectorEncoder input() {
        return vectors;
    }

    @Override
    public String unit(int count) {
        return count == 1 ? "sound" : "sounds";
    }

    @Override
    public InputSpec inputSpec(ModelTable model) {
        return new InputSpec.Dense(vectors.inputs());
    }

    @Override
    public Dataset<SpokenExample> read(DataSource other) {
        return SequenceReaders.speech(other, new Side(target().normalization(), target().tokenizer()));
    }

    @Override
    Sequences sources(List<SpokenExample> examples) {
        return Sequences.ofVectors(examples.stream()
                .map(example -> vectors.encode(example.vectors()))
                .toList());
    }

    @Override
    List<String> rightTargets(SpokenExample example) {
        return example.rightTargets();
    }

    @Override
    int steps(SpokenExample example) {
        return example.vectors().rows();
    }

    @Override
    String shown(SpokenExample example) {
        return example.place()
                .map(FilePlace::toString)
                .orElse("a sound of " + Sentence.counted(example.vectors().rows(), "frame"));
    }

    @Override
    public void count(Dataset<SpokenExample> dataset, Map<String, Object> counts) {
        counts.put("labels", task().outputs());
        counts.putAll(dataset.facts());
    }

    /** Returns the transcript that is most frequent in the training part: what is to be said without listening. */
    @Override
    public List<Scores> baselines(List<SpokenExample> training, List<SpokenExample> scored) {
        Map<String, Integer> counts = new HashMap<>();
        training.forEach(example -> counts.merge(example.rightTargets().getFirst(), 1, Integer::sum));
        String usual = counts.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(
                                Map.Entry.<String, Integer>comparingByKey().reversed()))
                .orElseThrow()
                .getKey();
        var scoring = new PairScoring(target());
        scored.forEach(example -> scoring.add(usual, example.rightTargets()));
        return List.of(scoring.scores("most_frequent", "the most frequent transcript"));
    }

    @Override
    public List<List<String>> next(Model model, SpokenExample example) {
        return List.of(List.of("predict", "MODEL", "FILE.wav"), List.of("explain", "MODEL", "FILE.wav"));
    }

    @Override
    public ReportPart report(Model model, List<SpokenExample> scored, String scoredOn, Team team) {
        return new PairReport<>(this, model, scored, scoredOn).part(team);
    }

    @Override
    public Question question(SpokenExample example, int number, int word) {
        String name = example.place().map(FilePlace::toString).orElse("sound " + number);
        return new PairQuestion(name, Optional.of(example.vectors()), example.rightTargets());
    }
}
