package dev.unroll.run.task.nexttoken;

import dev.unroll.core.input.Marks;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.TokenCounts;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.loss.CrossEntropy;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prompt;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.network.TokenList;
import dev.unroll.core.score.Evaluation;
import dev.unroll.core.task.NextToken;
import dev.unroll.core.task.Task;
import dev.unroll.core.train.Evaluator;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.Labels;
import dev.unroll.data.Dataset;
import dev.unroll.data.Labeled;
import dev.unroll.data.TextExample;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.config.ModelTable;
import dev.unroll.run.explain.LabelQuestion;
import dev.unroll.run.task.Problem;
import dev.unroll.run.task.Question;
import dev.unroll.run.task.ReportPart;
import dev.unroll.run.task.Score;
import dev.unroll.run.task.Scores;
import dev.unroll.run.task.TextEncoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Guessing the next token, whether the texts are many or one.
 *
 * @param <E> texts, with a label that they begin with or without
 */
abstract class NextTokenProblem<E extends TextExample> implements Problem<E> {

    /** Sequences that are scored at once; no result depends on it. */
    private static final int SCORED_AT_ONCE = 64;

    private final TextEncoder text;

    NextTokenProblem(TextEncoder text) {
        this.text = text;
    }

    /**
     * Returns the encoder that guesses the next token. Its labels are the tokens, so an entry for unknown ones is made only
     * if the configuration leaves some out; else the vocabulary is that of all texts, in the order of their appearance.
     */
    static TextEncoder encoder(DataTable data, List<? extends TextExample> all) {
        Tokenizer tokenizer = TextEncoding.tokenizer(data);
        Marks marks =
                switch (data.marks()) {
                    case NONE -> Marks.NONE;
                    case END -> Marks.END;
                    case LABEL -> Marks.LABEL_AND_END;
                };
        TokenCounts counts = TokenCounts.of(tokenizer, all.stream().map(TextExample::text));
        List<String> distinct = counts.tokens();
        List<String> first = new ArrayList<>(marks.tokens());
        if (marks == Marks.LABEL_AND_END) {
            all.stream()
                    .flatMap(example -> label(example).stream())
                    .distinct()
                    .map(Marks::labelToken)
                    .forEach(first::add);
        }
        boolean open = data.minCount() > 1 || distinct.size() + first.size() > data.maxVocabulary();
        Vocabulary vocabulary = open
                ? Vocabulary.open(join(first, frequent(data, counts, first.size())))
                : Vocabulary.of(join(first, distinct));
        return new TextEncoder(TextEncoding.normalization(data), tokenizer, marks, vocabulary, TextEncoding.cut(data));
    }

    private static List<String> frequent(DataTable data, TokenCounts counts, int marks) {
        int most = Math.max(1, data.maxVocabulary() - marks);
        List<String> counted = Vocabulary.count(counts, List.of(), new Vocabulary.Limits(data.minCount(), most))
                .tokens();
        return counted.subList(1, counted.size());
    }

    private static List<String> join(List<String> first, List<String> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }

    private static Optional<String> label(TextExample example) {
        return example instanceof Labeled labeled ? Optional.of(labeled.label()) : Optional.empty();
    }

    @Override
    public Task task() {
        return new NextToken(text);
    }

    @Override
    public TextEncoder input() {
        return text;
    }

    @Override
    public String outputUnit() {
        return "different token";
    }

    @Override
    public InputSpec inputSpec(ModelTable model) {
        return TextEncoding.inputSpec(model, text);
    }

    /** Returns the indices of a text, [T], marks and its label among them. */
    final int[] tokens(E example) {
        boolean begins = text.marks() == Marks.LABEL_AND_END;
        return TextEncoding.tokens(text, example, begins ? label(example) : Optional.empty());
    }

    /** Returns the indices of what a text begins with, at most so many of them; one more than that if there is more. */
    int[] firstTokens(E example, int most) {
        int[] tokens = tokens(example);
        return Arrays.copyOf(tokens, Math.min(tokens.length, most + 1));
    }

    /** Returns whether a token of the text follows another. */
    boolean hasStep(E example) {
        return tokens(example).length > 1;
    }

    /** A text of one token has none that follows: it is left out. */
    @Override
    public Examples encode(List<E> texts) {
        var packer = new TokenList.Packer(text.vocabulary().size());
        List<TokenList> encoded = new ArrayList<>();
        List<E> kept = new ArrayList<>();
        for (E text : texts) {
            int[] tokens = tokens(text);
            if (tokens.length > 1) {
                encoded.add(packer.pack(tokens));
                kept.add(text);
            }
        }
        return followers(encoded, i -> kept.get(i).called(i));
    }

    /** Returns each token but the last with the one that follows it; both share the memory of the text. */
    static Examples followers(List<TokenList> texts, IntFunction<String> names) {
        return new Examples(
                Sequences.ofTokens(texts.stream()
                        .map(text -> text.part(0, text.length() - 1))
                        .toList()),
                Labels.ofSteps(
                        texts.stream().map(text -> text.part(1, text.length())).toList()),
                names);
    }

    @Override
    public Scores score(Network network, List<E> examples, Team team) {
        var evaluator = new Evaluator(new CrossEntropy(), SCORED_AT_ONCE, new Compute(Kernels.fastest(), team));
        Evaluation evaluation = evaluator.evaluate(network, scoring(examples));
        return Scores.ofLabels(
                Scores.MODEL,
                "this model",
                evaluation.confusion().orElseThrow(),
                bits(evaluation.loss() / StrictMath.log(2)));
    }

    /** Returns the mean of −log₂ p of the right answer as a score. */
    static Score bits(double bits) {
        return new Score("bits_per_token", "bits a token", bits, Score.Form.NUMBER);
    }

    @Override
    public List<Scores> baselines(List<E> training, List<E> scored) {
        return NextTokenBaselines.score(task().outputs(), training(training, 1), scoring(scored));
    }

    @Override
    public void count(Dataset<E> dataset, Map<String, Object> counts) {
        TextEncoding.count(dataset.all(), text, task().outputs(), counts);
    }

    /** Returns what one token is called. */
    final String token() {
        return text.tokenizer() == Tokenizer.CHARACTERS ? "character" : "token";
    }

    /** Returns what a model is asked to write for the report. */
    abstract List<WrittenTexts> written(Model model, List<E> scored);

    @Override
    public ReportPart report(Model model, List<E> scored, String scoredOn, Team team) {
        return new NextTokenReport<>(this, model, scored).part();
    }

    @Override
    public Question question(E example, int number, int word) {
        boolean begins = text.marks() == Marks.LABEL_AND_END;
        return new LabelQuestion.OfText(
                new Prompt(begins ? label(example) : Optional.empty(), example.text()), Optional.empty());
    }
}
