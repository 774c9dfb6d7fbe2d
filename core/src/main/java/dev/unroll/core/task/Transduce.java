package dev.unroll.core.task;

import dev.unroll.core.decode.BeamSearch;
import dev.unroll.core.decode.CtcTargets;
import dev.unroll.core.decode.Search;
import dev.unroll.core.decode.Special;
import dev.unroll.core.decode.TargetSearch;
import dev.unroll.core.form.Data;
import dev.unroll.core.input.InputEncoder;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.pass.NetworkWeights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Another sequence: many to many, of different lengths.
 *
 * @param target the way from a target to tokens
 * @param by what says it
 */
public record Transduce(TextEncoder target, By by) implements Task {

    /** The name in configurations. */
    public static final String NAME = "transduce";

    private static final String TARGET = "target";
    private static final String BY = "by";

    /** The keys of its data form. */
    static final Set<String> KEYS = Set.of(TARGET, BY);

    private static final Set<String> DECODER_KEYS =
            Set.of("kind", "beam", "length_penalty", "coverage_penalty", "longest");

    /** What says a target. */
    public sealed interface By {

        /** Returns the name of its kind. */
        String kind();

        /** Returns its data form. */
        Map<String, Object> toData();
    }

    /**
     * A decoder, token by token: its network reads pairs. Targets have marks of their begin and end.
     *
     * @param search how targets are looked for, unless something else is asked for
     */
    public record Decoder(Search search) implements By {

        @Override
        public String kind() {
            return "decoder";
        }

        @Override
        public Map<String, Object> toData() {
            var data = new LinkedHashMap<String, Object>();
            data.put("kind", kind());
            data.put("beam", search.beam());
            data.put("length_penalty", search.lengthPenalty());
            data.put("coverage_penalty", search.coveragePenalty());
            data.put("longest", search.longest());
            return data;
        }
    }

    /**
     * A network that says at each step of the source a token or none, the blank, which is its last output. Graves et al. 2006.
     *
     * @param beam how many beginnings of a target are kept while it is looked for; 1: the best token of each step
     */
    public record Ctc(int beam) implements By {

        public Ctc {
            if (beam < 1 || beam > Search.WIDEST) {
                throw new IllegalArgumentException(
                        "a beam must have 1 to " + Search.WIDEST + " hypotheses but has " + beam);
            }
        }

        @Override
        public String kind() {
            return "ctc";
        }

        @Override
        public Map<String, Object> toData() {
            var data = new LinkedHashMap<String, Object>();
            data.put("kind", kind());
            data.put("beam", beam);
            return data;
        }
    }

    public Transduce {
        Marks needed = by instanceof Decoder ? Marks.BEGIN_AND_END : Marks.NONE;
        if (target.marks() != needed) {
            throw new IllegalArgumentException("targets that are said by " + by.kind() + " must have the marks "
                    + needed.toData() + " but have " + target.marks().toData());
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int outputs() {
        return target.vocabulary().size() + (by instanceof Ctc ? 1 : 0);
    }

    /** Returns how a decoder looks for targets, unless something else is asked for; of CTC, with the width of its beam. */
    public Search search() {
        return switch (by) {
            case Decoder(Search search) -> search;
            case Ctc(int beam) -> Search.GREEDY.withBeam(beam);
        };
    }

    /** Returns what looks for targets, with a network's weights. */
    public TargetSearch searching(NetworkWeights weights, Kernels kernels, Team team) {
        return switch (by) {
            case Decoder _ -> new BeamSearch(weights, special(), kernels, team);
            case Ctc _ -> new CtcTargets(weights, unknown(), kernels, team);
        };
    }

    /** Returns the token of what the vocabulary of targets does not hold, which is never said; -1: there is none. */
    public int unknown() {
        Vocabulary vocabulary = target.vocabulary();
        return vocabulary.isOpen() ? vocabulary.indexOf(Vocabulary.UNKNOWN) : -1;
    }

    /** Returns the tokens that are no part of a decoder's target. */
    public Special special() {
        Vocabulary vocabulary = target.vocabulary();
        return new Special(unknown(), vocabulary.indexOf(Marks.BEGIN_TOKEN), vocabulary.indexOf(Marks.END_TOKEN));
    }

    @Override
    public String says(InputEncoder input) {
        return "says the target of a " + input.unit() + " in "
                + target.vocabulary().size() + " tokens";
    }

    @Override
    public String verb() {
        return "says";
    }

    @Override
    public void requireFits(NetworkSpec spec, InputEncoder input) {
        if (by instanceof Decoder && !(spec.input() instanceof InputSpec.Pair)) {
            throw new IllegalArgumentException("a model with a decoder must read pairs, but its network reads "
                    + spec.input().reads());
        }
        if (by instanceof Ctc && spec.input() instanceof InputSpec.Pair) {
            throw new IllegalArgumentException("a model of ctc reads its source alone, but its network reads pairs");
        }
        if (spec.outputSize() != outputs()) {
            throw new IllegalArgumentException("the network has " + spec.outputSize() + " outputs, but targets are of "
                    + outputs() + " tokens" + (by instanceof Ctc ? ", the blank of ctc among them" : ""));
        }
        if (spec.input() instanceof InputSpec.Pair pair && pair.tokens() != outputs()) {
            throw new IllegalArgumentException(
                    "the network reads " + pair.tokens() + " tokens of targets, but their vocabulary has " + outputs());
        }
        if (!spec.answersEachStep()) {
            throw new IllegalArgumentException(
                    "the task is " + NAME + " but the network's readout is " + spec.readout());
        }
    }

    @Override
    public Map<String, Object> toData() {
        var data = new LinkedHashMap<String, Object>();
        data.put(TARGET, target.toData());
        data.put(BY, by.toData());
        return data;
    }

    /** Returns the task of this data form. */
    static Transduce fromData(Data data) {
        TextEncoder target = TextEncoder.fromData(data.under(TARGET));
        Data by = data.under(BY);
        return data.make(() -> new Transduce(target, by(by)));
    }

    private static By by(Data data) {
        return switch (data.kind()) {
            case "decoder" -> {
                data.requireKeys(DECODER_KEYS);
                yield new Decoder(new Search(
                        data.at("beam").whole(),
                        data.at("length_penalty").number(),
                        data.at("coverage_penalty").number(),
                        data.at("longest").whole()));
            }
            case "ctc" ->
                new Ctc(data.requireKeys(Set.of("kind", "beam")).at("beam").whole());
            default -> throw data.at("kind").wrong("must be decoder or ctc");
        };
    }
}
