package dev.unroll.run.task.transduce;

import dev.unroll.core.input.Marks;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.network.TokenList;
import dev.unroll.core.task.Transduce;
import dev.unroll.data.DataException;
import dev.unroll.data.Dataset;
import dev.unroll.data.Split;
import dev.unroll.data.baseline.pair.JointNgrams;
import dev.unroll.data.baseline.pair.NearestSource;
import dev.unroll.data.baseline.pair.PairBaseline;
import dev.unroll.data.baseline.pair.TokenPair;
import dev.unroll.data.pair.PairDataset;
import dev.unroll.data.pair.PairExample;
import dev.unroll.data.pair.PairForm;
import dev.unroll.data.pair.PairForm.Side;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.config.ModelTable;
import dev.unroll.run.config.TargetTable;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.PairReaders;
import dev.unroll.run.task.Question;
import dev.unroll.run.task.ReportPart;
import dev.unroll.run.task.Scores;
import dev.unroll.run.task.TextEncoding;
import dev.unroll.run.task.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which target belongs to a text. */
final class PairProblem extends TransduceProblem<PairExample> {

    private final TextEncoder source;

    PairProblem(TextEncoder source, Transduce task, TargetFit fit) {
        super(task, fit);
        this.source = source;
    }

    /** Reads the pairs of a configuration; the encoders know the tokens of the training part. */
    static TrainingData<PairExample> learn(TrainConfig config, DataSource given) {
        DataTable data = config.data();
        TargetTable target = config.target();
        PairDataset pairs = PairReaders.read(given, PairSides.form(data, target));
        try {
            Split<PairExample> split = TrainingData.split(config, pairs);
            List<String> sources = split.train().stream().map(PairExample::text).toList();
            List<String> targets = split.train().stream()
                    .flatMap(pair -> pair.rightTargets().stream())
                    .toList();
            var problem = new PairProblem(source(data, sources), task(target, targets), TargetFit.of(config));
            return new TrainingData<>(pairs, "", split, problem);
        } catch (IllegalArgumentException e) {
            throw new DataException(pairs.name() + ": " + e.getMessage(), e);
        }
    }

    private static TextEncoder source(DataTable data, List<String> texts) {
        return TextEncoder.learn(
                texts.stream(),
                TextEncoding.normalization(data),
                PairSides.source(data, texts),
                Marks.END,
                new Vocabulary.Limits(data.minCount(), data.maxVocabulary()));
    }

    @Override
    public TextEncoder input() {
        return source;
    }

    @Override
    public InputSpec inputSpec(ModelTable model) {
        return TextEncoding.inputSpec(model, source);
    }

    @Override
    public Dataset<PairExample> read(DataSource other) {
        return PairReaders.read(
                other,
                new PairForm(
                        new Side(source.normalization(), source.tokenizer()),
                        new Side(target().normalization(), target().tokenizer())));
    }

    @Override
    Sequences sources(List<PairExample> examples) {
        var packer = new TokenList.Packer(source.vocabulary().size());
        return Sequences.ofTokens(examples.stream()
                .map(example -> packer.pack(TextEncoding.tokens(source, example, Optional.empty())))
                .toList());
    }

    @Override
    List<String> rightTargets(PairExample example) {
        return example.rightTargets();
    }

    @Override
    int steps(PairExample example) {
        return TextEncoding.tokens(source, example, Optional.empty()).length;
    }

    @Override
    String shown(PairExample example) {
        return example.text();
    }

    @Override
    public void count(Dataset<PairExample> dataset, Map<String, Object> counts) {
        counts.put("pairs", PairDataset.pairs(dataset.all()));
        counts.put("labels", task().outputs());
        counts.put("vocabulary", source.vocabulary().size());
    }

    @Override
    public List<Scores> baselines(List<PairExample> training, List<PairExample> scored) {
        List<TokenPair> pairs = training.stream().map(this::tokenPair).toList();
        List<Scores> all = new ArrayList<>();
        if (!PairScoring.isOfSentences(target()) && source.tokenizer() == Tokenizer.CHARACTERS) {
            all.add(score(JointNgrams.train(pairs), scored));
        }
        all.add(score(NearestSource.train(pairs), scored));
        return all;
    }

    /** Returns a pair in the tokens that people count: of pieces, the words that they make. */
    private TokenPair tokenPair(PairExample example) {
        var scoring = new PairScoring(target());
        return new TokenPair(
                read(example),
                example.rightTargets().stream().map(scoring::tokens).toList());
    }

    private List<String> read(PairExample example) {
        return source.tokenizer() == Tokenizer.CHARACTERS
                ? source.tokens(example.text())
                : Tokenizer.WORDS.tokens(example.text());
    }

    private Scores score(PairBaseline baseline, List<PairExample> scored) {
        var scoring = new PairScoring(target());
        Tokenizer tokenizer = PairScoring.isOfSentences(target()) ? Tokenizer.WORDS : target().tokenizer();
        for (PairExample example : scored) {
            scoring.add(tokenizer.join(baseline.answer(read(example))), example.rightTargets());
        }
        return scoring.scores(baseline.key(), baseline.name());
    }

    @Override
    public List<List<String>> next(Model model, PairExample example) {
        return List.of(List.of("predict", "MODEL", example.text()), List.of("explain", "MODEL", example.text()));
    }

    @Override
    public ReportPart report(Model model, List<PairExample> scored, String scoredOn, Team team) {
        return new PairReport<>(this, model, scored, scoredOn).part(team);
    }

    @Override
    public Question question(PairExample example, int number, int word) {
        return new PairQuestion(example.text(), Optional.empty(), example.rightTargets());
    }
}
