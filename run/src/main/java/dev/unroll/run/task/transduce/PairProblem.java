package dev.unroll.run.task.transduce;

import dev.unroll.core.decode.BeamSearch;
import dev.unroll.core.decode.Hypothesis;
import dev.unroll.core.decode.Search;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.network.TokenList;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.task.Task;
import dev.unroll.core.task.Transduce;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.Labels;
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
import dev.unroll.run.task.Details;
import dev.unroll.run.task.PairReaders;
import dev.unroll.run.task.Problem;
import dev.unroll.run.task.Question;
import dev.unroll.run.task.ReportPart;
import dev.unroll.run.task.Scores;
import dev.unroll.run.task.TextEncoding;
import dev.unroll.run.task.TrainingData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Which target belongs to a source. */
final class PairProblem implements Problem<PairExample> {

    /** Sources whose targets are looked for at once; no result depends on it. */
    private static final int AT_ONCE = 64;

    /** Of more sources than these, a part that a model was trained on is scored on as many of them, evenly apart. */
    private static final int MOST_SCORED = 20_000;

    private static final int SCORED_OF_MANY = 2_000;

    private final TextEncoder source;
    private final Transduce task;

    PairProblem(TextEncoder source, Transduce task) {
        this.source = source;
        this.task = task;
    }

    /** Reads the pairs of a configuration; the encoders know the tokens of the training part. */
    static TrainingData<PairExample> learn(TrainConfig config, DataSource given) {
        DataTable data = config.data();
        TargetTable target = config.target();
        PairDataset pairs = PairReaders.read(given, PairSides.form(data, target));
        try {
            Split<PairExample> split = TrainingData.split(config, pairs);
            List<String> sources =
                    split.train().stream().map(PairExample::text).toList();
            List<String> targets = split.train().stream()
                    .flatMap(pair -> pair.rightTargets().stream())
                    .toList();
            var problem = new PairProblem(source(data, sources), new Transduce(target(target, targets), search(target)));
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

    private static TextEncoder target(TargetTable target, List<String> texts) {
        return TextEncoder.learn(
                texts.stream(),
                PairSides.targetNormalization(target),
                PairSides.target(target, texts),
                Marks.BEGIN_AND_END,
                new Vocabulary.Limits(target.targetMinCount(), target.targetMaxVocabulary()));
    }

    private static Search search(TargetTable target) {
        return new Search(target.beam(), target.lengthPenalty(), target.coveragePenalty(), target.longestTarget());
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public TextEncoder input() {
        return source;
    }

    TextEncoder target() {
        return task.target();
    }

    @Override
    public String unit(int count) {
        return count == 1 ? "source" : "sources";
    }

    @Override
    public String outputUnit() {
        return "different target token";
    }

    @Override
    public InputSpec inputSpec(ModelTable model) {
        return TextEncoding.inputSpec(model, source);
    }

    @Override
    public Optional<UnaryOperator<NetworkSpec>> decoder(TrainConfig config) {
        return Optional.of(encoder -> DecoderPlan.of(config, encoder, task.outputs()));
    }

    @Override
    public Dataset<PairExample> read(DataSource other) {
        return PairReaders.read(
                other,
                new PairForm(
                        new Side(source.normalization(), source.tokenizer()),
                        new Side(target().normalization(), target().tokenizer())));
    }

    /** Returns a sequence for each right target: sources with several occur as often. */
    @Override
    public Examples encode(List<PairExample> examples) {
        var sources = new TokenList.Packer(source.vocabulary().size());
        var targets = new TokenList.Packer(task.outputs());
        List<TokenList> read = new ArrayList<>();
        List<TokenList> told = new ArrayList<>();
        List<TokenList> said = new ArrayList<>();
        List<PairExample> whose = new ArrayList<>();
        for (PairExample example : examples) {
            TokenList tokens = sources.pack(TextEncoding.tokens(source, example, Optional.empty()));
            for (String right : example.rightTargets()) {
                TokenList marked = targets.pack(target().encode(right));
                read.add(tokens);
                told.add(marked.part(0, marked.length() - 1));
                said.add(marked.part(1, marked.length()));
                whose.add(example);
            }
        }
        return new Examples(
                Sequences.ofPairs(Sequences.ofTokens(read), Sequences.ofTokens(told)),
                Labels.ofSteps(said),
                i -> whose.get(i).called(i));
    }

    @Override
    public void count(Dataset<PairExample> dataset, Map<String, Object> counts) {
        counts.put("pairs", PairDataset.pairs(dataset.all()));
        counts.put("labels", task.outputs());
        counts.put("vocabulary", source.vocabulary().size());
    }

    /** Returns the best target that a network says of each source. */
    List<Hypothesis> answers(Network network, List<PairExample> examples, Search search, Team team) {
        List<TokenList> tokens = examples.stream()
                .map(example -> TokenList.of(TextEncoding.tokens(source, example, Optional.empty())))
                .toList();
        Sequences sources = Sequences.ofTokens(tokens);
        var beam = new BeamSearch(NetworkWeights.forInference(network), task.special(), Kernels.fastest(), team);
        // By length, so that none waits for a long one.
        int[] order = IntStream.range(0, tokens.size())
                .boxed()
                .sorted(Comparator.comparingInt(sources::length))
                .mapToInt(Integer::intValue)
                .toArray();
        Hypothesis[] answers = new Hypothesis[order.length];
        for (int from = 0; from < order.length; from += AT_ONCE) {
            int[] which = IntStream.range(from, Math.min(order.length, from + AT_ONCE))
                    .map(i -> order[i])
                    .toArray();
            List<List<Hypothesis>> found = beam.search(
                    sources, which, search, TokenList.of(), i -> examples.get(i).called(i));
            for (int i = 0; i < which.length; i++) {
                answers[which[i]] = found.get(i).getFirst();
            }
        }
        return List.of(answers);
    }

    String text(Hypothesis hypothesis) {
        return target().decode(hypothesis.tokens().toArray());
    }

    @Override
    public Scores score(Network network, List<PairExample> examples, Team team) {
        List<PairExample> scored = examples.size() > MOST_SCORED ? evenly(examples) : examples;
        return scoring(network, scored, team)
                .scores(
                        Scores.MODEL,
                        scored.size() < examples.size()
                                ? "this model, every " + examples.size() / SCORED_OF_MANY + "th source"
                                : "this model");
    }

    private static List<PairExample> evenly(List<PairExample> examples) {
        int apart = examples.size() / SCORED_OF_MANY;
        return IntStream.range(0, SCORED_OF_MANY)
                .mapToObj(i -> examples.get(i * apart))
                .toList();
    }

    PairScoring scoring(Network network, List<PairExample> examples, Team team) {
        List<Hypothesis> answers = answers(network, examples, task.search(), team);
        var scoring = new PairScoring(target());
        for (int i = 0; i < answers.size(); i++) {
            scoring.add(text(answers.get(i)), examples.get(i).rightTargets());
        }
        return scoring;
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
    public Details details(Scores scores) {
        return Details.NONE;
    }

    @Override
    public List<List<String>> next(Model model, PairExample example) {
        return List.of(List.of("predict", "MODEL", example.text()), List.of("explain", "MODEL", example.text()));
    }

    @Override
    public ReportPart report(Model model, List<PairExample> scored, String scoredOn, Team team) {
        return new PairReport(this, model, scored, scoredOn).part(team);
    }

    @Override
    public Question question(PairExample example, int number, int word) {
        return new PairQuestion(example.text(), example.rightTargets());
    }
}
