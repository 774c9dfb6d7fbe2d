package dev.unroll.core.explain;

import dev.unroll.core.decode.Hypothesis.Weights;
import dev.unroll.core.input.Marks;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Transduction;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.TokenList;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.task.Transduce;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Why a model says a target: how each of its tokens attended to the source, and what each place of the source did to it.
 *
 * <pre>
 *   influence of the source's place j on output t = ln p(yₜ | y before t, x) − ln p(yₜ | y before t, x without its place j)
 * </pre>
 *
 * <p>A place of the source is a step of it, or several that the network joins to one.
 *
 * <p>y is the answer, told to the decoder as it was said, so that an output is asked for after the same beginning each time.
 * The place that x lacks is hidden as {@link Hiding} says (occlusion: Zeiler and Fergus 2014; of tokens: Li et al. 2016).
 * Places act together, so influences need not add up to anything.
 *
 * @param candidates the answer, which is explained, and what else the model might have said
 * @param read the tokens of the source, those of its marks among them; empty if it is of vectors
 * @param reduction how many steps of the source are a place of it
 * @param hiding how places of the source were hidden
 * @param outputs the tokens of the answer in their order, the mark of the end last if it ended
 */
public record PairExplanation(
        Candidates candidates, List<String> read, int reduction, Hiding hiding, List<Output> outputs) {

    /** Scores of a step of the source by one of the answer, over all askings: a few minutes of them. */
    private static final long MOST_SCORES = 1_000_000_000;

    /** How a place of a source is hidden. */
    public enum Hiding {
        /** It is read as one that the vocabulary does not hold; what is such a token already has no influence. */
        UNKNOWN,
        /** It is left out, since the vocabulary holds all there are. */
        LEFT_OUT,
        /** Its numbers are 0 as the network reads them: if the model scales them, what is usual. */
        ZERO,
        /** None is, since the only one would have to be left out. */
        NOTHING
    }

    /**
     * A token of the answer.
     *
     * @param logProbability ln p of it, after those before it
     * @param attention how the places of the source were weighed, [S]; empty if the model does not attend
     * @param influence of each place of the source on {@code logProbability}, in nats, [S]; empty if none was hidden
     */
    public record Output(String token, double logProbability, List<Double> attention, List<Double> influence) {

        public Output {
            attention = List.copyOf(attention);
            influence = List.copyOf(influence);
        }
    }

    public PairExplanation {
        read = List.copyOf(read);
        outputs = List.copyOf(outputs);
    }

    /**
     * Explains what a model says of a text.
     *
     * @throws IllegalArgumentException if the source has no token that the model reads, or it and its answer are very long, or no
     *     decoder says its target
     * @throws IllegalStateException if the model is made for another task
     * @throws NonFiniteException if a state or an output of the network is not finite
     */
    public static PairExplanation of(Model model, String source) {
        requireDecoder(model);
        return of(
                model,
                (transducer, search) -> transducer.answers(source, search, ""),
                new HiddenSource.OfText(
                        model.text(),
                        reduction(model),
                        TokenList.of(model.text().encode(source))),
                model.text().markedTokens(source));
    }

    /**
     * Explains what a model says of a sequence of measured numbers.
     *
     * @param raw [T, features], as the data have them: the model scales them
     * @throws IllegalArgumentException if the sequence has no step, or no decoder says its target
     * @throws IllegalStateException if the model is made for another task
     * @throws NonFiniteException if a state or an output of the network is not finite
     */
    public static PairExplanation of(Model model, Matrix raw) {
        requireDecoder(model);
        var read = new HiddenSource.OfVectors(model.vectors().encode(raw), reduction(model));
        return of(model, (transducer, search) -> transducer.answers(raw, search, ""), read, List.of());
    }

    private static void requireDecoder(Model model) {
        if (!(model.task(Transduce.class, Transduce.NAME).by() instanceof Transduce.Decoder)) {
            throw new IllegalArgumentException(
                    "a target is explained token after token, as a decoder says it, but the model"
                            + " says it by ctc; ask predict for it");
        }
    }

    /** Returns how many steps of the source its network joins to one. */
    private static int reduction(Model model) {
        return model.network().spec().input() instanceof InputSpec.Pair pair
                ? pair.source().reduction()
                : 1;
    }

    private static PairExplanation of(Model model, Candidates.Asked asked, HiddenSource source, List<String> read) {
        Candidates candidates = Candidates.of(model, asked);
        int[] said = said(model, candidates.answer());
        requireShort(source.places(), read.isEmpty() ? "step" : "token", said.length - 1);
        var hidden = new HiddenPlaces(model.network(), source, said);
        return new PairExplanation(
                candidates, read, reduction(model), source.hiding(), outputs(candidates.answer(), hidden));
    }

    /** Throws if it would take very long to hide one place of the source after the other. */
    private static void requireShort(int source, String what, int answer) {
        if ((long) source * source * answer > MOST_SCORES) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a source of %,d %ss with an answer of %,d is too long to be explained, as each %s of the source"
                            + " is hidden in turn; explain a part of it, or ask predict",
                    source,
                    what,
                    answer,
                    what));
        }
    }

    /** Returns what the decoder is told and says, [T + 1]: the mark of the begin, the tokens, and the mark of the end if it ended. */
    private static int[] said(Model model, Transduction answer) {
        var special = model.task(Transduce.class, Transduce.NAME).special();
        var said = IntStream.builder().add(special.begin());
        IntStream.of(answer.hypothesis().tokens().toArray()).forEach(said::add);
        if (answer.isEnded()) {
            said.add(special.end());
        }
        return said.build().toArray();
    }

    private static List<Output> outputs(Transduction answer, HiddenPlaces hidden) {
        List<String> tokens = new ArrayList<>(answer.tokens());
        if (answer.isEnded()) {
            tokens.add(Marks.END_TOKEN);
        }
        double[] whole = hidden.whole();
        List<double[]> without = hidden.each();
        List<Weights> attention = answer.hypothesis().attention();
        List<Output> outputs = new ArrayList<>();
        for (int t = 0; t < tokens.size(); t++) {
            int step = t;
            outputs.add(new Output(
                    tokens.get(t),
                    whole[t],
                    attention.isEmpty() ? List.of() : attention.get(t).toList(),
                    without.stream().map(each -> whole[step] - each[step]).toList()));
        }
        return outputs;
    }

    /** Returns what the model says if nothing else is asked for, which is explained. */
    public Transduction answer() {
        return candidates.answer();
    }

    /** Returns how many places the source has, as far as something was weighed or hidden: of nothing, none. */
    public int places() {
        return outputs.stream()
                .mapToInt(output ->
                        Math.max(output.attention().size(), output.influence().size()))
                .max()
                .orElse(0);
    }

    /** Returns whether the model attends to its source. */
    public boolean attends() {
        return outputs.stream().anyMatch(output -> !output.attention().isEmpty());
    }

    /** Returns the influence of a place of the source on the whole answer, ln p of which is the sum of those of its tokens. */
    public double influence(int place) {
        return outputs.stream()
                .mapToDouble(output -> output.influence().get(place))
                .sum();
    }

    /** Returns which place of the source an output attended to most, of equal ones the first; empty if the model does not attend. */
    public Optional<Integer> mostAttended(Output output) {
        return IntStream.range(0, output.attention().size())
                .boxed()
                .max(Comparator.<Integer>comparingDouble(output.attention()::get)
                        .thenComparing(Comparator.reverseOrder()));
    }
}
