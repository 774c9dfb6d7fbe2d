package dev.unroll.run.task.transduce;

import dev.unroll.core.decode.Search;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Transducer;
import dev.unroll.core.model.Transduction;
import dev.unroll.core.task.Transduce;
import dev.unroll.run.ConfigException;
import dev.unroll.run.sequence.AskedSearch;
import dev.unroll.run.sequence.AskedSequences;
import dev.unroll.run.task.Answers;
import dev.unroll.run.task.Asking;
import dev.unroll.run.task.Printed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The targets of what a user typed. */
final class PairAnswers implements Answers {

    private static final String EMPTY = "(empty)";

    private static final String CUT = " … (cut: it did not end)";

    private final Transducer transducer;
    private final Optional<AskedSequences> sequences;
    private final Asking asking;
    private final Search search;

    /** Answers to texts. */
    PairAnswers(Model model, Asking asking) {
        this(model, Optional.empty(), asking);
    }

    /** Answers to sounds, and other sequences of vectors. */
    PairAnswers(Model model, AskedSequences sequences, Asking asking) {
        this(model, Optional.of(sequences), asking);
    }

    private PairAnswers(Model model, Optional<AskedSequences> sequences, Asking asking) {
        AskedSearch asked = AskedSearch.of(model.task(Transduce.class, Transduce.NAME), asking.targets());
        this.transducer = asked.transducer(model);
        this.sequences = sequences;
        this.asking = asking;
        this.search = asked.search().withBeam(Math.max(asked.search().beam(), several(asking)));
    }

    /** Returns how many answers are shown, for which the beam must be as wide. */
    private static int several(Asking asking) {
        int several = asking.several().orElse(1);
        if (several > Search.WIDEST) {
            throw new ConfigException("--top must be at most " + Search.WIDEST
                    + ", as many as a beam may have, for a model that says another sequence, but is " + several);
        }
        return several;
    }

    private List<Transduction> best(String input) {
        List<Transduction> all = sequences.isPresent()
                ? transducer.answers(sequences.get().sequence(input), search, asking.prompt())
                : transducer.answers(input, search, asking.prompt());
        if (all.isEmpty()) {
            throw new IllegalArgumentException(
                    "none of the beginnings that were kept ends with a word of the list; keep more of"
                            + " them (--beam), or ask without --words");
        }
        return all.subList(0, Math.min(all.size(), several(asking)));
    }

    @Override
    public List<String> each(List<String> inputs) {
        return sequences.map(given -> given.each(inputs)).orElse(inputs);
    }

    @Override
    public Map<String, Object> data(String input) {
        List<Map<String, Object>> answers = new ArrayList<>();
        best(input).forEach(each -> answers.add(data(each)));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("text", input);
        data.put("answers", answers);
        return data;
    }

    @Override
    public String line(String input) {
        List<String> fields = new ArrayList<>(List.of(Printed.inLine(input)));
        best(input).forEach(each -> fields.add(Printed.inLine(each.text()) + cut(each)));
        return String.join("\t", fields);
    }

    /** Returns an answer as plain data. */
    static Map<String, Object> data(Transduction each) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("target", each.text());
        answer.put("tokens", each.tokens());
        answer.put("log_probability", each.hypothesis().logProbability());
        answer.put("score", each.hypothesis().score());
        answer.put("ended", each.isEnded());
        return answer;
    }

    /** Returns an answer in a line for people, which says so if it was cut, or has nothing. */
    static String shown(Transduction answer) {
        return (answer.text().isEmpty() ? EMPTY : Printed.inLine(answer.text())) + cut(answer);
    }

    private static String cut(Transduction answer) {
        return answer.isEnded() ? "" : CUT;
    }

    /** Returns the best target, or several with the logarithms of their probabilities, a line each. */
    @Override
    public String show(String input, int width) {
        List<Transduction> best = best(input);
        var shown = new StringBuilder();
        for (int i = 0; i < best.size(); i++) {
            shown.append(Printed.padded(i == 0 ? Printed.inLine(input) : "", width))
                    .append("  ");
            if (asking.several().isPresent()) {
                shown.append(String.format(
                        Locale.ROOT, "%8.3f  ", best.get(i).hypothesis().logProbability()));
            }
            shown.append(shown(best.get(i))).append(System.lineSeparator());
        }
        return shown.toString();
    }

    /** Returns answers as plain data, each with whether it is the one that is explained. */
    static List<Map<String, Object>> explained(List<Transduction> candidates, Predicate<Transduction> isExplained) {
        List<Map<String, Object>> answers = new ArrayList<>();
        for (Transduction each : candidates) {
            Map<String, Object> answer = data(each);
            answer.put("explained", isExplained.test(each));
            answers.add(answer);
        }
        return answers;
    }
}
