package dev.unroll.cli.lab;

import dev.unroll.run.lab.LagCell;
import dev.unroll.run.lab.LagLab;
import dev.unroll.run.lab.LagProblem;
import dev.unroll.run.page.LineChart;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of experiments that find the longest lag which a cell learns. */
final class LagOptions {

    private static final int MOST_HIDDEN = 1024;
    private static final int LONGEST = 10_000;
    private static final int MOST_STEPS = 1_000_000;
    private static final int MOST_SEQUENCES = 4096;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    private final LagProblem problem;
    private List<LagCell> cells;
    private List<Integer> lengths;
    private int hidden;
    private int steps;
    private int batch;
    private double learningRate;
    private double clip;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of weights and data (default: 1).")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write the page; only another page of Unroll's is replaced there.")
    private @Nullable Path out;

    /**
     * Begins with what is done unless something else is asked for.
     *
     * @param cells names with commas between them
     */
    LagOptions(LagLab usual, String cells) {
        this.problem = usual.problem();
        this.cells = cells(cells);
        this.lengths = usual.lengths();
        this.hidden = usual.hiddenSize();
        this.steps = usual.steps();
        this.batch = usual.batchSize();
        this.learningRate = usual.learningRate();
        this.clip = usual.clip();
    }

    @Option(
            names = "--cells",
            paramLabel = "CELLS",
            description = "Cells to try, with commas between them: rnn_tanh, rnn_relu, irnn, indrnn, lstm, lstm_open,"
                    + " lstm_peephole, lstm_coupled, lstm_projection, lstm_layer_norm, slstm,"
                    + " gru, gru_open, gru_reset_before, gru_layer_norm, mingru, minlstm, sru (default: below).")
    void chooseCells(String names) {
        this.cells = cells(names);
    }

    private List<LagCell> cells(String names) {
        return words(names).map(this::cell).distinct().toList();
    }

    private LagCell cell(String name) {
        return LagCell.named(name)
                .orElseThrow(() -> refused("--cells must be of "
                        + LagCell.ALL.stream().map(LagCell::name).collect(Collectors.joining(", ")) + " but one is "
                        + name));
    }

    @Option(
            names = "--lengths",
            paramLabel = "LENGTHS",
            description = "Lengths to try, shortest first, with commas between them (default: below).")
    void lengths(String typed) {
        List<Integer> chosen = words(typed).map(this::length).toList();
        require(
                chosen.size() <= LineChart.COLORS,
                "--lengths must be at most " + LineChart.COLORS + " but are " + chosen.size());
        for (int i = 1; i < chosen.size(); i++) {
            require(
                    chosen.get(i - 1) < chosen.get(i),
                    "--lengths must stand shortest first, each once, but " + chosen.get(i) + " comes after "
                            + chosen.get(i - 1));
        }
        this.lengths = chosen;
    }

    private int length(String word) {
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException _) {
            throw refused("--lengths must be whole numbers with commas between them but one is \"" + word + "\"");
        }
    }

    private static Stream<String> words(String list) {
        return Stream.of(list.split(",", -1)).map(String::strip);
    }

    @Option(names = "--hidden", paramLabel = "N", description = "Units of the hidden state (default: below).")
    void hidden(int hidden) {
        requireWithin("--hidden", hidden, 1, MOST_HIDDEN);
        this.hidden = hidden;
    }

    @Option(names = "--steps", paramLabel = "N", description = "The budget: updates at each length (default: below).")
    void steps(int steps) {
        requireWithin("--steps", steps, 1, MOST_STEPS);
        this.steps = steps;
    }

    @Option(names = "--batch", paramLabel = "N", description = "Sequences an update (default: 32).")
    void batch(int batch) {
        requireWithin("--batch", batch, 1, MOST_SEQUENCES);
        this.batch = batch;
    }

    @Option(names = "--learning-rate", paramLabel = "RATE", description = "Of Adam (default: below).")
    void learningRate(double rate) {
        require(rate > 0 && rate <= 1, "--learning-rate must be above 0 and at most 1 but is " + rate);
        this.learningRate = rate;
    }

    @Option(
            names = "--clip",
            paramLabel = "NORM",
            description = "Longest gradient of all weights together; 0: any length (default: 1).")
    void clip(double clip) {
        require(clip >= 0, "--clip must be at least 0 but is " + clip);
        this.clip = clip;
    }

    private void requireWithin(String option, int value, int least, int most) {
        require(
                value >= least && value <= most,
                option + " must be from " + least + " to " + most + " but is " + value);
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw refused(otherwise);
        }
    }

    private ParameterException refused(String sentence) {
        return new ParameterException(command.commandLine(), sentence);
    }

    /** Returns the experiment. */
    LagLab lab() {
        lengths.forEach(length -> requireWithin("--lengths", length, problem.shortest(), LONGEST));
        return new LagLab(problem, lengths, hidden, steps, batch, learningRate, clip, seed);
    }

    List<LagCell> cells() {
        return cells;
    }

    Optional<Path> out() {
        return Optional.ofNullable(out);
    }
}
