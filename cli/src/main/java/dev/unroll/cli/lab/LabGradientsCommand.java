package dev.unroll.cli.lab;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.Json;
import dev.unroll.cli.terminal.PageOut;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.core.network.Initialization;
import dev.unroll.run.lab.GradientLab;
import dev.unroll.run.lab.GradientLabPage;
import dev.unroll.run.lab.LabCell;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code unroll lab gradients}: vanishing and exploding gradients. */
@Command(
        name = "gradients",
        description = "Measure how a gradient vanishes or explodes on its way back in time.",
        footer = {
            "",
            "A fresh layer reads random numbers; the loss pushes its last hidden state by a",
            "vector of length 1; the table shows the norm of dL/dstate step by step back in",
            "time, beside those of LSTM and GRU, and of both with the gate open that keeps",
            "the state. For example:",
            "  unroll lab gradients --cell linear --hidden 1 --weight 0.5 --length 5",
            "  unroll lab gradients --cell linear --hidden 1 --weight 1.5 --length 40"
        })
public final class LabGradientsCommand implements Callable<Integer> {

    private static final String PAGE = "gradients.html";
    private static final int WIDE = 74;
    private static final int MOST_HIDDEN = 1024;
    private static final int MOST_STEPS = 10_000;

    /** A longer table than this shows every step of the first ones only, then wider and wider gaps. */
    private static final int FIRST_STEPS = 10;

    private final Terminal terminal;
    private int hidden = 32;
    private int length = 50;
    private double clip = 1;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--cell",
            paramLabel = "CELL",
            converter = CellName.class,
            defaultValue = "rnn_tanh",
            description = "linear, rnn_tanh (the default), rnn_relu, lstm or gru.")
    private LabCell cell = LabCell.RNN_TANH;

    @Option(
            names = "--initialization",
            paramLabel = "WHOSE",
            converter = InitializationName.class,
            defaultValue = "pytorch",
            description = "Whose first weights: pytorch (the default) or keras.")
    private Initialization initialization = Initialization.PYTORCH;

    @Option(
            names = "--weight",
            paramLabel = "W",
            description = "Make recurrent weights W times the identity, and biases 0.")
    private @Nullable Float weight;

    private double input = 1;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write the page; only another page of Unroll's is replaced there (default:"
                    + " gradients.html, or if that is there gradients-2.html and so on).")
    private @Nullable Path out;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the weights and inputs (default: 1).")
    private long seed;

    LabGradientsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Option(names = "--hidden", paramLabel = "N", description = "Units of the hidden state (default: 32).")
    void hidden(int hidden) {
        require(
                hidden >= 1 && hidden <= MOST_HIDDEN,
                "--hidden must be from 1 to " + MOST_HIDDEN + " but is " + hidden);
        this.hidden = hidden;
    }

    @Option(names = "--length", paramLabel = "T", description = "Steps of the sequence (default: 50).")
    void length(int length) {
        require(length >= 1 && length <= MOST_STEPS, "--length must be from 1 to " + MOST_STEPS + " but is " + length);
        this.length = length;
    }

    @Option(
            names = "--clip",
            paramLabel = "NORM",
            description = "Longest gradient of all weights together; 0: any length (default: 1).")
    void clip(double clip) {
        require(clip >= 0, "--clip must be at least 0 but is " + clip);
        this.clip = clip;
    }

    @Option(names = "--input", paramLabel = "SIZE", description = "Standard deviation of the inputs (default: 1).")
    void input(double input) {
        require(input >= 0, "--input must be at least 0 but is " + input);
        this.input = input;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(command.commandLine(), otherwise);
        }
    }

    @Override
    public Integer call() throws IOException {
        PageOut page = PageOut.of(Optional.ofNullable(out), PAGE);
        var lab = new GradientLab(hidden, length, initialization, Optional.ofNullable(weight), input, clip, seed);
        Set<LabCell> cells =
                new LinkedHashSet<>(List.of(cell, LabCell.LSTM, LabCell.LSTM_OPEN, LabCell.GRU, LabCell.GRU_OPEN));
        List<GradientLab.Result> results = cells.stream().map(lab::run).toList();
        new GradientLabPage(lab, results).write(page.file());
        if (options.json()) {
            Json.print(terminal, data(results, page));
        } else {
            print(results, page);
        }
        return ExitCode.DONE.status();
    }

    private void print(List<GradientLab.Result> results, PageOut page) {
        PrintWriter out = terminal.out();
        out.println(terminal.layout()
                .sentence("The norm of dL/dstate (h; of an LSTM h and c together), by steps before the last of "
                        + length + ":"));
        out.println();
        out.printf(Locale.ROOT, "%" + stepsWidth() + "s", "steps");
        results.forEach(result -> column(result.cell().text()));
        out.println();
        for (int back : shownSteps(length)) {
            out.printf(Locale.ROOT, "%" + stepsWidth() + "d", back);
            results.forEach(
                    result -> column(GradientLabPage.number(result.norms().get(back))));
            out.println();
        }
        out.println();
        row("dL/dW", results.stream().map(GradientLab.Result::weightNorm).toList());
        if (clip > 0) {
            row("clipped", results.stream().map(GradientLab.Result::clippedNorm).toList());
        }
        out.println();
        results.forEach(result -> out.println(terminal.layout().sentence(GradientLabPage.verdict(result))));
        out.printf(Locale.ROOT, "%nThe picture is in %s%n", page);
    }

    private void row(String name, List<Double> values) {
        terminal.out().printf(Locale.ROOT, "%" + stepsWidth() + "s", name);
        values.forEach(value -> column(GradientLabPage.number(value)));
        terminal.out().println();
    }

    /** Five columns of numbers are 74 columns of the terminal, or, if there are fewer, 62. */
    private boolean isNarrow() {
        return terminal.layout().columns().orElse(WIDE) < WIDE;
    }

    private int stepsWidth() {
        return isNarrow() ? 7 : 9;
    }

    private void column(String content) {
        terminal.out().printf(Locale.ROOT, isNarrow() ? " %10s" : "  %11s", content);
    }

    /** Returns the steps that a table shows: the first ones, then 10, 20, 50, 100 … and the last. */
    private static List<Integer> shownSteps(int length) {
        List<Integer> steps = new ArrayList<>();
        for (int back = 0; back < Math.min(length, FIRST_STEPS); back++) {
            steps.add(back);
        }
        for (int power = FIRST_STEPS; power < length; power *= FIRST_STEPS) {
            for (int factor : new int[] {1, 2, 5}) {
                if (factor * power < length) {
                    steps.add(factor * power);
                }
            }
        }
        if (steps.getLast() != length - 1) {
            steps.add(length - 1);
        }
        return steps;
    }

    private Map<String, Object> data(List<GradientLab.Result> results, PageOut page) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("hidden", hidden);
        data.put("length", length);
        data.put("page", page.file().toString());
        Map<String, Object> cells = new LinkedHashMap<>();
        for (GradientLab.Result result : results) {
            Map<String, Object> numbers = new LinkedHashMap<>();
            numbers.put(
                    "norms",
                    result.norms().stream().map(LabGradientsCommand::finite).toList());
            numbers.put("weight_gradient_norm", finite(result.weightNorm()));
            numbers.put("clipped", finite(result.clippedNorm()));
            cells.put(result.cell().name().toLowerCase(Locale.ROOT), numbers);
        }
        data.put("cells", cells);
        return data;
    }

    /** JSON has no infinity: a norm too large for a float is a word. */
    private static Object finite(double value) {
        return Double.isFinite(value) ? (Object) value : "overflow";
    }

    /** Reads the name of a cell. */
    static final class CellName implements ITypeConverter<LabCell> {
        @Override
        public LabCell convert(String value) {
            return choose(value, LabCell.values());
        }
    }

    /** Reads whose initialization. */
    static final class InitializationName implements ITypeConverter<Initialization> {
        @Override
        public Initialization convert(String value) {
            return choose(value, Initialization.values());
        }
    }

    private static <E extends Enum<E>> E choose(String word, E[] all) {
        for (E each : all) {
            if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
                return each;
            }
        }
        String names = String.join(
                ", ",
                Arrays.stream(all)
                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                        .toList());
        throw new TypeConversionException("must be one of " + names + " but is " + word);
    }
}
