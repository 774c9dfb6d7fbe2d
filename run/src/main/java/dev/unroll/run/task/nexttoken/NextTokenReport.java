package dev.unroll.run.task.nexttoken;

import dev.unroll.core.input.Marks;
import dev.unroll.core.model.Model;
import dev.unroll.data.TextExample;
import dev.unroll.run.page.Page;
import dev.unroll.run.page.Words;
import dev.unroll.run.task.ReportPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** What surprised a model that guesses the next token, and what it writes. */
final class NextTokenReport<E extends TextExample> {

    /** Tokens that the surprise at is shown. */
    private static final int MOST_TOKENS = 600;

    private static final int MOST_PASSAGES = 24;

    /** Generated texts of so many characters stand in narrow columns. */
    private static final int LONGEST_SHORT = 24;

    private static final String BITS = "bits_per_token";
    private static final int SHADES = 5;
    private static final double BITS_A_SHADE = 2;

    private final NextTokenProblem<E> problem;
    private final Model model;
    private final List<E> scored;

    NextTokenReport(NextTokenProblem<E> problem, Model model, List<E> scored) {
        this.problem = problem;
        this.model = model;
        this.scored = scored;
    }

    ReportPart part() {
        String token = problem.token();
        return new ReportPart(
                "guess the next " + token,
                "bits a " + token,
                List.of(
                        ReportPart.Column.share("accuracy", "accuracy"),
                        new ReportPart.Column("bits a " + token, BITS, bits -> shown("%.3f", bits)),
                        new ReportPart.Column("perplexity", BITS, bits -> shown("%.2f", StrictMath.pow(2, bits)))),
                "Accuracy is the part of all " + token + "s that were the first guess. Bits are the mean of −log₂ p of"
                        + " the " + token + " that came; perplexity is 2 to that power, as if it chose among so many.",
                Page.part(NextTokenReport.class, "report", data()));
    }

    private static String shown(String form, double number) {
        return String.format(Locale.ROOT, form, number);
    }

    private Map<String, Object> data() {
        List<Surprise> passages = Surprise.of(
                model,
                spread().stream()
                        .map(example -> problem.firstTokens(example, MOST_TOKENS))
                        .toList());
        List<WrittenTexts> written = problem.written(model, scored);
        Map<String, Object> data = new HashMap<>();
        data.put("token", problem.token());
        data.put("passages", passages.stream().map(NextTokenReport::passage).toList());
        data.put("samples", written.stream().map(NextTokenReport::sample).toList());
        data.put(
                "longSamples",
                written.stream()
                        .flatMap(sample -> sample.texts().stream())
                        .anyMatch(text -> text.length() > LONGEST_SHORT));
        data.put("ends", passages.stream().anyMatch(passage -> passage.tokens().contains(Marks.END_TOKEN)));
        return data;
    }

    /** Returns some of the texts, from all over them: neighbors are often alike. */
    private List<E> spread() {
        int count = Math.min(scored.size(), MOST_PASSAGES);
        return IntStream.range(0, count)
                .mapToObj(i -> scored.get((int) ((long) i * scored.size() / count)))
                .toList();
    }

    /** Returns a passage as spans, the more bits a token cost the stronger its color. */
    private static Map<String, Object> passage(Surprise passage) {
        List<Map<String, Object>> spans = new ArrayList<>();
        for (int i = 0; i < passage.tokens().size(); i++) {
            double bits = passage.bits().get(i);
            spans.add(Map.of(
                    "shade", "n" + Math.clamp(Math.round(bits / BITS_A_SHADE), 0, SHADES),
                    "title", Words.number(bits, 2) + " bits",
                    "token", readable(passage.tokens().get(i))));
        }
        return Map.of("first", readable(passage.first()), "spans", spans);
    }

    /** Returns a token of a text that is read as one: blanks stay, lines end, marks are short. */
    private static String readable(String token) {
        if (token.equals(Marks.END_TOKEN)) {
            return "∎";
        }
        return Marks.labelOf(token)
                .map(label -> Words.line(label) + ": ")
                .orElse(token.equals("\n") ? "↵\n" : token.equals(" ") ? token : Words.token(token));
    }

    private static Map<String, Object> sample(WrittenTexts sample) {
        return Map.of(
                "start",
                Words.line(sample.start()),
                "texts",
                sample.texts().stream().map(String::strip).toList());
    }
}
