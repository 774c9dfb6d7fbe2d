package dev.unroll.cli;

import dev.unroll.cli.page.ExplainPage;
import dev.unroll.core.model.Explanation;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prediction;
import dev.unroll.core.model.TextEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code unroll explain}: a page that shows a network unfolded for one text. */
@Command(
        name = "explain",
        description = "Show why a model answers a text as it does, as a page for the browser.",
        footer = {
            "",
            "The page shows the network unfolded over the text, hidden states and gates as",
            "heat maps, the guess after each step, how far back the gradient of the loss",
            "reaches, and the influence of each input on the answer. For example:",
            "  unroll explain runs/quickstart schmetterling --out why.html"
        })
final class ExplainCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(index = "0", paramLabel = "MODEL", description = "Folder of the model.")
    private Path folder = Path.of("");

    @Parameters(index = "1", paramLabel = "TEXT", description = "What to answer to.")
    private String text = "";

    @Option(names = "--label", paramLabel = "LABEL", description = "Explain this answer (default: the most probable).")
    private @Nullable String label;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "explain.html",
            description = "Where to write the page (default: explain.html).")
    private Path out = Path.of("");

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Model model = Model.load(folder);
        if (!(model.input() instanceof TextEncoder)) {
            throw new UserError(ExitCode.USAGE, "explain needs a model of texts, but " + folder + " reads vectors");
        }
        Explanation explanation;
        try {
            explanation = label == null ? Explanation.of(model, text) : Explanation.of(model, text, label);
        } catch (IllegalArgumentException e) {
            throw new UserError(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
        new ExplainPage(model, text, explanation).write(out);
        if (options.json()) {
            Json.print(terminal, data(explanation));
        } else {
            print(explanation);
        }
        return ExitCode.DONE.status();
    }

    private void print(Explanation explanation) {
        Prediction answer = explanation.answer();
        terminal.out()
                .printf(Locale.ROOT, "%s  %s %.3f%n", text, ScoreTable.shown(answer.label()), answer.probability());
        List<Double> influence = explanation.integrated().bySteps();
        terminal.out().printf("%n%4s  %-8s  %9s  %s%n", "step", "read", "influence", "guess");
        for (int t = 0; t < influence.size(); t++) {
            String guess = "";
            if (!explanation.guesses().isEmpty()) {
                Prediction after = explanation.guesses().get(t);
                guess = String.format(Locale.ROOT, "%s %.3f", ScoreTable.shown(after.label()), after.probability());
            }
            String read = ScoreTable.shown(explanation.tokens().get(t));
            terminal.out().printf(Locale.ROOT, "%4d  %-8s  %+9.4f  %s%n", t + 1, read, influence.get(t), guess);
        }
        terminal.out().printf("%nThe page is %s%n", out);
    }

    private Map<String, Object> data(Explanation explanation) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("model", folder.toString());
        data.put("text", text);
        data.put("page", out.toString());
        data.put("answer", explanation.answer().label());
        data.put("probability", explanation.answer().probability());
        var integrated = explanation.integrated();
        data.put("log_probability_of_zeros", integrated.before());
        data.put("log_probability", integrated.after());
        data.put("integrated_gradients_sum", integrated.sum());
        data.put("integrated_gradients_points", integrated.points());
        List<Map<String, Object>> steps = new ArrayList<>();
        for (int t = 0; t < explanation.tokens().size(); t++) {
            Map<String, Object> step = new LinkedHashMap<>();
            step.put("read", explanation.tokens().get(t));
            if (!explanation.guesses().isEmpty()) {
                step.put("guess", explanation.guesses().get(t).label());
                step.put("guess_probability", explanation.guesses().get(t).probability());
                step.put("answer_probability", explanation.course().get(t));
            }
            step.put("integrated_gradients", integrated.bySteps().get(t));
            step.put("gradient_times_input", explanation.gradientTimesInput().get(t));
            steps.add(step);
        }
        data.put("steps", steps);
        return data;
    }
}
