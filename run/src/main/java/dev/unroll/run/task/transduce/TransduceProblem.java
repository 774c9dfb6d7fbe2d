package dev.unroll.run.task.transduce;

import dev.unroll.core.decode.Hypothesis;
import dev.unroll.core.decode.Search;
import dev.unroll.core.decode.TargetSearch;
import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.loss.CrossEntropy;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.network.TokenList;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.pass.SequenceBatches;
import dev.unroll.core.task.Transduce;
import dev.unroll.core.train.Evaluator;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.Labels;
import dev.unroll.data.DataException;
import dev.unroll.data.Dataset;
import dev.unroll.data.Example;
import dev.unroll.data.Split;
import dev.unroll.run.config.TargetTable;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.sequence.AskedSearch;
import dev.unroll.run.task.Asking;
import dev.unroll.run.task.Details;
import dev.unroll.run.task.Problem;
import dev.unroll.run.task.Score;
import dev.unroll.run.task.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Which sequence belongs to a source, whatever a source is.
 *
 * @param <E> a source with its right targets
 */
abstract class TransduceProblem<E extends Example> implements Problem<E> {

    /** Numbers that the states of all layers may have at a step of a source. */
    private static final int NUMBERS_A_STEP = 1024;

    /** Of more sources than these, a part that a model was trained on is scored on some of them, evenly apart. */
    private static final int MOST_SCORED = 20_000;

    private static final int SCORED_OF_MANY = 2_000;

    /** The answer where a list of words lets none of the kept beginnings end. */
    private static final Hypothesis NOTHING =
            new Hypothesis(TokenList.of(), Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, true, List.of());

    private final Transduce task;
    private final TargetFit fit;

    TransduceProblem(Transduce task, TargetFit fit) {
        this.task = task;
        this.fit = fit;
    }

    /** Returns the task of a configuration, whose targets have the tokens of these texts. */
    static Transduce task(TargetTable target, List<String> texts) {
        boolean isDecoder = target.decoder() == TargetTable.Decoder.RECURRENT;
        TextEncoder encoder = TextEncoder.learn(
                texts.stream(),
                PairSides.targetNormalization(target),
                PairSides.target(target, texts),
                isDecoder ? Marks.BEGIN_AND_END : Marks.NONE,
                new Vocabulary.Limits(target.targetMinCount(), target.targetMaxVocabulary()));
        return new Transduce(
                encoder, isDecoder ? new Transduce.Decoder(search(target)) : new Transduce.Ctc(target.beam()));
    }

    private static Search search(TargetTable target) {
        return new Search(target.beam(), target.lengthPenalty(), target.coveragePenalty(), target.longestTarget());
    }

    @Override
    public final Transduce task() {
        return task;
    }

    final TextEncoder target() {
        return task.target();
    }

    /** Returns the sources as a network reads them. */
    abstract Sequences sources(List<E> examples);

    /** Returns the right targets of a source, at least one. */
    abstract List<String> rightTargets(E example);

    /** Returns how many steps a source has. */
    abstract int steps(E example);

    /** Returns a source as the report shows it. */
    abstract String shown(E example);

    @Override
    public String unit(int count) {
        return count == 1 ? "source" : "sources";
    }

    @Override
    public final String outputUnit() {
        return "different target token";
    }

    @Override
    public final Optional<UnaryOperator<NetworkSpec>> decoder(TrainConfig config) {
        return task.by() instanceof Transduce.Decoder
                ? Optional.of(encoder -> DecoderPlan.of(config, encoder, task.outputs()))
                : Optional.empty();
    }

    private boolean isCtc() {
        return task.by() instanceof Transduce.Ctc;
    }

    /**
     * Returns a sequence for each right target: sources with several occur as often.
     *
     * @throws DataException if a source is too short for its target, unless such are left out, or all are
     */
    @Override
    public final Examples encode(List<E> examples) {
        List<E> whose = new ArrayList<>();
        List<TokenList> targets = new ArrayList<>();
        var packer = new TokenList.Packer(task.outputs());
        for (int i = 0; i < examples.size(); i++) {
            E example = examples.get(i);
            for (String right : rightTargets(example)) {
                int[] tokens = target().encode(right);
                if (isRead(example, i, tokens)) {
                    targets.add(packer.pack(tokens));
                    whose.add(example);
                }
            }
        }
        if (targets.isEmpty() && !examples.isEmpty()) {
            throw new DataException(
                    "each source has fewer steps than its target needs, so nothing is left; bring longer"
                            + " sources, or shorter steps");
        }
        Sequences sources = sources(whose);
        return task.by() instanceof Transduce.Decoder
                ? new Examples(
                        Sequences.ofPairs(
                                sources,
                                Sequences.ofTokens(targets.stream()
                                        .map(marked -> marked.part(0, marked.length() - 1))
                                        .toList())),
                        Labels.ofSteps(targets.stream()
                                .map(marked -> marked.part(1, marked.length()))
                                .toList()),
                        i -> whose.get(i).called(i))
                : new Examples(sources, Labels.ofTranscripts(targets), i -> whose.get(i)
                        .called(i));
    }

    private boolean isRead(E example, int number, int... target) {
        if (!isCtc() || fit.holds(steps(example), target)) {
            return true;
        }
        if (fit.leavesOut()) {
            return false;
        }
        throw fit.refused(example.called(number), steps(example), target);
    }

    @Override
    public List<String> warnings(Dataset<E> dataset, Split<E> split) {
        if (!isCtc() || !fit.leavesOut()) {
            return List.of();
        }
        long tooLong = tooLong(split.train()) + tooLong(split.validation());
        return tooLong == 0
                ? List.of()
                : List.of(Sentence.counted(tooLong, "target")
                        + " of the training and validation parts " + (tooLong == 1 ? "needs" : "need")
                        + " more steps than the source has, so " + (tooLong == 1 ? "it is" : "they are")
                        + " left out; the test part keeps all");
    }

    /** Returns how many targets have no room in their sources. */
    private long tooLong(List<E> examples) {
        return examples.stream()
                .mapToLong(example -> rightTargets(example).stream()
                        .filter(right -> !fit.holds(steps(example), target().encode(right)))
                        .count())
                .sum();
    }

    /**
     * Returns the best target that a network says of each source.
     *
     * @param kept what is kept of an answer
     */
    final List<Hypothesis> answers(
            Network network, List<E> examples, Asking.Targets targets, UnaryOperator<Hypothesis> kept, Team team) {
        AskedSearch asked = AskedSearch.of(task, targets);
        Sequences sources = sources(examples);
        TargetSearch searching = asked.searching(task, NetworkWeights.forInference(network), team);
        int[] lengths = IntStream.range(0, sources.count()).map(sources::length).toArray();
        Hypothesis[] answers = new Hypothesis[lengths.length];
        for (int[] which : SequenceBatches.of(lengths, steps -> numbers(steps, asked.search()))) {
            List<List<Hypothesis>> found =
                    searching.search(sources, which, asked.search(), TokenList.of(), i -> examples.get(i)
                            .called(i));
            for (int i = 0; i < which.length; i++) {
                answers[which[i]] = kept.apply(found.get(i).stream().findFirst().orElse(NOTHING));
            }
        }
        return List.of(answers);
    }

    /** Returns how many numbers are kept while a source of so many steps is answered: states, and what each beginning attended to. */
    private long numbers(int steps, Search search) {
        long attended = isCtc() ? 0 : (long) search.longest(steps) * search.beam();
        return steps * Math.max(NUMBERS_A_STEP, attended);
    }

    /** Returns an answer without what it attended to, which is many times as long. */
    private static Hypothesis said(Hypothesis answer) {
        return new Hypothesis(answer.tokens(), answer.logProbability(), answer.score(), answer.isEnded(), List.of());
    }

    final String text(Hypothesis hypothesis) {
        return target().decode(hypothesis.tokens().toArray());
    }

    @Override
    public final Scores score(Network network, List<E> examples, Team team) {
        return score(network, examples, Asking.Targets.AS_MADE, team);
    }

    @Override
    public final Scores score(Network network, List<E> examples, Asking.Targets asked, Team team) {
        List<E> scored = examples.size() > MOST_SCORED ? evenly(examples) : examples;
        List<Hypothesis> answers = answers(network, scored, asked, TransduceProblem::said, team);
        var scoring = new PairScoring(target());
        for (int i = 0; i < answers.size(); i++) {
            scoring.add(text(answers.get(i)), rightTargets(scored.get(i)));
        }
        String name = asked.hasPrior() ? "this model with a prior" : "this model";
        Scores scores = scoring.scores(
                Scores.MODEL,
                scored.size() < examples.size()
                        ? name + ", every " + examples.size() / SCORED_OF_MANY + "th source"
                        : name);
        return isCtc() ? scores : scores.with(perplexity(network, scored, team)).noting(cut(answers));
    }

    /** Returns a sentence on answers that were cut, if most were. */
    private static List<String> cut(List<Hypothesis> answers) {
        long cut = answers.stream().filter(answer -> !answer.isEnded()).count();
        return 2 * cut <= answers.size()
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "%,d of %s did not end and %s cut: the model is trained too little, or target.longest_target is"
                                + " too short.",
                        cut,
                        Sentence.counted(answers.size(), "answer"),
                        cut == 1 ? "was" : "were"));
    }

    @Override
    public final Details details(Scores scores) {
        return scores.remarks().isEmpty() ? Details.NONE : new Details(List.of(scores.remarks()), Map.of());
    }

    /** Returns e to the mean cross entropy of a token of the right targets, their ends too, each token after the right ones before it. */
    private Score perplexity(Network network, List<E> scored, Team team) {
        Examples pairs = encode(scored);
        var evaluator = new Evaluator(
                new CrossEntropy(), SequenceBatches.size(longest(scored)), new Compute(Kernels.fastest(), team));
        double nats = evaluator.evaluate(network, pairs).loss();
        return new Score("perplexity", "perplexity", StrictMath.exp(nats), Score.Form.NUMBER);
    }

    /** Returns the most numbers that one of the examples keeps where all of its target is read at once. */
    private long longest(List<E> scored) {
        return scored.stream()
                .mapToLong(example -> (long) steps(example)
                        * Math.max(
                                NUMBERS_A_STEP,
                                rightTargets(example).stream()
                                        .mapToInt(right -> target().encode(right).length)
                                        .max()
                                        .orElse(0)))
                .max()
                .orElse(1);
    }

    private List<E> evenly(List<E> examples) {
        int apart = examples.size() / SCORED_OF_MANY;
        return IntStream.range(0, SCORED_OF_MANY)
                .mapToObj(i -> examples.get(i * apart))
                .toList();
    }
}
