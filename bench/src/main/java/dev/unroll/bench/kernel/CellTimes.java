package dev.unroll.bench.kernel;

import dev.unroll.bench.measure.Times;
import dev.unroll.core.cells.BuiltInCell;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.pass.NetworkRun;
import dev.unroll.core.pass.NetworkWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long a step of each built-in cell takes: one layer over a batch, forward alone and forward and backward, all cells in
 * turn, round by round, so that a noisy moment hits all of them.
 */
public final class CellTimes {

    /** Sequences of a batch, steps of a sequence, numbers of a step and units of the layer. */
    public record Sizes(int batch, int steps, int input, int hidden) {}

    /** The times of a time step of the whole batch, in nanoseconds. */
    public record Timed(String cell, Times inference, Times training) {}

    private static final long SEED = 1;
    private static final int WARM_UP = 12;

    private final Sizes sizes;
    private final int rounds;
    private final Compute compute;

    /** Prepares so many rounds, in each of which each cell works three times. */
    public CellTimes(Sizes sizes, int rounds, Compute compute) {
        this.sizes = sizes;
        this.rounds = rounds;
        this.compute = compute;
    }

    /** Measures all cells. */
    public List<Timed> measure() {
        List<BuiltInCell> cells = Cells.all();
        List<Runnable> works = new ArrayList<>();
        for (BuiltInCell cell : cells) {
            works.add(inference(cell));
            works.add(training(cell));
        }
        works.forEach(work -> repeat(work, WARM_UP));
        List<List<Long>> nanos = new ArrayList<>();
        works.forEach(_ -> nanos.add(new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < works.size(); i++) {
                for (int again = 0; again < 3; again++) {
                    long begun = System.nanoTime();
                    works.get(i).run();
                    nanos.get(i).add((System.nanoTime() - begun) / sizes.steps);
                }
            }
        }
        var timed = new ArrayList<Timed>();
        for (int i = 0; i < cells.size(); i++) {
            timed.add(new Timed(cells.get(i).name(), Times.of(nanos.get(2 * i)), Times.of(nanos.get(2 * i + 1))));
        }
        return timed;
    }

    private static void repeat(Runnable work, int times) {
        for (int i = 0; i < times; i++) {
            work.run();
        }
    }

    private Network network(BuiltInCell cell) {
        var layer = new Layer(cell.of(sizes.input, sizes.hidden));
        var spec = new NetworkSpec(
                new InputSpec.Dense(sizes.input), List.of(layer), new Readout.EveryStep(), new Head.None());
        return Network.initialize(spec, Initialization.PYTORCH, SEED);
    }

    private Batch batch() {
        float[] numbers = new float[sizes.batch * sizes.steps * sizes.input];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) CounterHash.normal(SEED, Purpose.MADE_DATA, i, 0, 0, 0);
        }
        int[] lengths = new int[sizes.batch];
        Arrays.fill(lengths, sizes.steps);
        return new Batch().of(Sequences.ofPadded(numbers, sizes.steps, sizes.input, lengths));
    }

    private Runnable inference(BuiltInCell cell) {
        var run = new NetworkRun(NetworkWeights.forInference(network(cell)), compute);
        Batch batch = batch();
        return () -> run.forward(batch);
    }

    private Runnable training(BuiltInCell cell) {
        var run = new NetworkRun(NetworkWeights.forTraining(network(cell)), compute);
        Batch batch = batch();
        return () -> {
            run.forward(batch);
            Arrays.fill(run.outputGradient().data(), 1e-3f);
            run.backward();
            run.clearGradients();
        };
    }
}
