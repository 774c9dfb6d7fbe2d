package dev.unroll.core.task;

import dev.unroll.core.decode.Search;
import dev.unroll.core.decode.Special;
import dev.unroll.core.form.Data;
import dev.unroll.core.input.InputEncoder;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.NetworkSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Another sequence: many to many, of different lengths. A decoder says it token by token; its network reads pairs.
 *
 * @param target the way from a target to tokens, with both marks
 * @param search how targets are looked for, unless something else is asked for
 */
public record Transduce(TextEncoder target, Search search) implements Task {

    /** The name in configurations. */
    public static final String NAME = "transduce";

    private static final String TARGET = "target";
    private static final String SEARCH = "search";

    /** The keys of its data form. */
    static final Set<String> KEYS = Set.of(TARGET, SEARCH);

    private static final Set<String> SEARCH_KEYS = Set.of("beam", "length_penalty", "coverage_penalty", "longest");

    public Transduce {
        if (target.marks() != Marks.BEGIN_AND_END) {
            throw new IllegalArgumentException("the tokens of targets must have marks of their begin and end, but have "
                    + target.marks().toData());
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int outputs() {
        return target.vocabulary().size();
    }

    /** Returns the tokens that are no part of a target. */
    public Special special() {
        Vocabulary vocabulary = target.vocabulary();
        return new Special(
                vocabulary.isOpen() ? vocabulary.indexOf(Vocabulary.UNKNOWN) : -1,
                vocabulary.indexOf(Marks.BEGIN_TOKEN),
                vocabulary.indexOf(Marks.END_TOKEN));
    }

    @Override
    public String says(InputEncoder input) {
        return "says the target of a " + input.unit() + " in " + outputs() + " tokens";
    }

    @Override
    public String verb() {
        return "says";
    }

    @Override
    public void requireFits(NetworkSpec spec, InputEncoder input) {
        if (!(spec.input() instanceof InputSpec.Pair pair)) {
            throw new IllegalArgumentException("a model that says another sequence must read pairs, but its network reads "
                    + spec.input().reads());
        }
        if (pair.tokens() != outputs() || spec.outputSize() != outputs()) {
            throw new IllegalArgumentException("the network reads " + pair.tokens() + " tokens of targets and has "
                    + spec.outputSize() + " outputs, but the targets' vocabulary has " + outputs());
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
        var how = new LinkedHashMap<String, Object>();
        how.put("beam", search.beam());
        how.put("length_penalty", search.lengthPenalty());
        how.put("coverage_penalty", search.coveragePenalty());
        how.put("longest", search.longest());
        data.put(SEARCH, how);
        return data;
    }

    /** Returns the task of this data form. */
    static Transduce fromData(Data data) {
        TextEncoder target = TextEncoder.fromData(data.under(TARGET));
        Data how = data.under(SEARCH).requireKeys(SEARCH_KEYS);
        return data.make(() -> new Transduce(
                target,
                new Search(
                        how.at("beam").whole(),
                        how.at("length_penalty").number(),
                        how.at("coverage_penalty").number(),
                        how.at("longest").whole())));
    }
}
