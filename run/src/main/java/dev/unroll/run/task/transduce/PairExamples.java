package dev.unroll.run.task.transduce;

import dev.unroll.core.decode.Hypothesis;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.network.Sequences;
import dev.unroll.data.Example;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Answers to some sources, right and wrong ones, as a report shows them.
 *
 * @param <E> a source with its right targets
 */
final class PairExamples<E extends Example> {

    /** Of each kind. */
    private static final int SHOWN = 4;

    /** Tokens of a source that fit well into half a page. */
    private static final int FEWEST = 4;

    private static final int MOST = 14;

    private final TransduceProblem<E> problem;
    private final List<E> examples;
    private final List<Hypothesis> answers;
    private final Sequences sources;
    private final List<ComparedTarget> compared = new ArrayList<>();

    /** Takes sources and the answer to each. */
    PairExamples(TransduceProblem<E> problem, List<E> examples, List<Hypothesis> answers) {
        this.problem = problem;
        this.examples = examples;
        this.answers = answers;
        this.sources = problem.sources(examples);
        var scoring = new PairScoring(problem.target());
        for (int i = 0; i < examples.size(); i++) {
            compared.add(ComparedTarget.of(scoring, problem.text(answers.get(i)), problem.rightTargets(examples.get(i)))
                    .orElseThrow());
        }
    }

    /** Returns at most so many of a list, from all over it. */
    static <T> List<T> evenly(List<T> all, int most) {
        int count = Math.min(most, all.size());
        return IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((2L * i + 1) * all.size() / (2L * count))))
                .toList();
    }

    int wrongCount() {
        return of(false).size();
    }

    List<Map<String, Object>> wrong() {
        return shown(of(false));
    }

    List<Map<String, Object>> right() {
        return shown(of(true));
    }

    private List<Integer> of(boolean right) {
        return IntStream.range(0, examples.size())
                .filter(i -> compared.get(i).isRight() == right)
                .boxed()
                .toList();
    }

    private List<Map<String, Object>> shown(List<Integer> which) {
        List<Integer> handy = which.stream().filter(this::isHandy).toList();
        return evenly(handy.size() >= SHOWN ? handy : which, SHOWN).stream()
                .map(this::shown)
                .toList();
    }

    private boolean isHandy(int i) {
        int steps = sources.length(i);
        return steps >= FEWEST && steps <= MOST;
    }

    private Map<String, Object> shown(int i) {
        Map<String, Object> data = new HashMap<>(compared.get(i).shown());
        data.put("source", ShownTokens.text(problem.shown(examples.get(i))));
        data.put("said", ShownTokens.text(problem.text(answers.get(i))));
        data.put("isCut", !answers.get(i).isEnded());
        data.put("attention", attention(i));
        return data;
    }

    /** Returns what stands above the columns of a source: its tokens, or the numbers of its steps. */
    private List<String> read(int i) {
        return problem.input() instanceof TextEncoder text
                ? ShownTokens.of(text.markedTokens(problem.shown(examples.get(i))))
                : IntStream.rangeClosed(1, sources.length(i))
                        .mapToObj(Integer::toString)
                        .toList();
    }

    private List<Map<String, Object>> attention(int i) {
        Hypothesis answer = answers.get(i);
        if (answer.attention().isEmpty()) {
            return List.of();
        }
        List<String> said = new ArrayList<>();
        for (int token : answer.tokens().toArray()) {
            said.add(problem.target().vocabulary().token(token));
        }
        if (answer.isEnded()) {
            said.add(Marks.END_TOKEN);
        }
        return List.of(new PairGrid(
                        "Attention of " + ShownTokens.text(problem.shown(examples.get(i))),
                        read(i),
                        ShownTokens.of(said),
                        answer.attention().stream()
                                .map(Hypothesis.Weights::toList)
                                .toList(),
                        PairNumbers.WEIGHTS)
                .draw(PairGrid.HALF_PAGE));
    }
}
