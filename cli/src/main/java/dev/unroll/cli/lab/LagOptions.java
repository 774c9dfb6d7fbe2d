package dev.unroll.cli.lab;

import dev.unroll.run.lab.LagCell;
import dev.unroll.run.lab.LagLab;
import dev.unroll.run.lab.LagProblem;
import dev.unroll.run.page.LineChart;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options of experiments that find the longest lag which a cell learns. */
final class LagOptions {

    private static final int MOST_HIDDEN = 1024;
    private static final int LONGEST = 10_000;
    private static final int MOST_STEPS = 1_000_000;
    private static final int MOST_SEQUENCES = 4096;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--cells",
            paramLabel = "CELL",
            split = ",",
            converter = CellName.class,
            defaultValue = "rnn_tanh,irnn,indrnn,lstm,lstm_open,lstm_layer_norm,gru,mingru,slstm",
            description = "Cells to try, with commas between them (default: ${DEFAULT-VALUE}); all:"
                    + " rnn_tanh, rnn_relu, irnn, indrnn, lstm, lstm_open, lstm_peephole, lstm_coupled,"
                    + " lstm_layer_norm, slstm, gru, gru_open, gru_reset_before, gru_layer_norm, mingru, minlstm, sru.")
    private List<LagCell> cells = List.of();

    private List<Integer> lengths;
    private int hidden = 64;
    private int steps;
    private int batch = 32;
    private double learningRate = 0.01;
    private double clip = 1;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed of weights and data (default: 1).")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write the page; only another page of Unroll's is replaced there.")
    private @Nullable Path out;

    /** Begins with the lengths and the budget that a problem has unless others are asked for. */
    LagOptions(List<Integer> lengths, int steps) {
        this.lengths = lengths;
        this.steps = steps;
    }

    @Option(
            names = "--lengths",
            paramLabel = "T",
            split = ",",
            description = "Lengths to try, shortest first, with commas between them.")
    void lengths(List<Integer> lengths) {
        require(
                lengths.size() <= LineChart.COLORS,
                "--lengths must be at most " + LineChart.COLORS + " but are " + lengths.size());
        for (int i = 1; i < lengths.size(); i++) {
            require(
                    lengths.get(i - 1) < lengths.get(i),
                    "--lengths must stand shortest first, each once, but " + lengths.get(i) + " comes after "
                            + lengths.get(i - 1));
        }
        this.lengths = List.copyOf(lengths);
    }

    @Option(names = "--hidden", paramLabel = "N", description = "Units of the hidden state (default: 64).")
    void hidden(int hidden) {
        requireWithin("--hidden", hidden, 1, MOST_HIDDEN);
        this.hidden = hidden;
    }

    @Option(names = "--steps", paramLabel = "N", description = "The budget: updates at each length.")
    void steps(int steps) {
        requireWithin("--steps", steps, 1, MOST_STEPS);
        this.steps = steps;
    }

    @Option(names = "--batch", paramLabel = "N", description = "Sequences an update (default: 32).")
    void batch(int batch) {
        requireWithin("--batch", batch, 1, MOST_SEQUENCES);
        this.batch = batch;
    }

    @Option(names = "--learning-rate", paramLabel = "RATE", description = "Of Adam (default: 0.01).")
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
            throw new ParameterException(command.commandLine(), otherwise);
        }
    }

    /** Returns the experiment. */
    LagLab lab(LagProblem problem) {
        lengths.forEach(length -> requireWithin("--lengths", length, problem.shortest(), LONGEST));
        return new LagLab(problem, lengths, hidden, steps, batch, learningRate, clip, seed);
    }

    List<LagCell> cells() {
        return cells.stream().distinct().toList();
    }

    Optional<Path> out() {
        return Optional.ofNullable(out);
    }

    /** Reads the name of a cell. */
    static final class CellName implements ITypeConverter<LagCell> {
        @Override
        public LagCell convert(String value) {
            return LagCell.named(value).orElseThrow(() -> new TypeConversionException("must be one of "
                    + LagCell.ALL.stream().map(LagCell::name).collect(Collectors.joining(", ")) + " but is " + value));
        }
    }
}
