package dev.unroll.bench.worker;

import dev.unroll.bench.workload.Workload;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.loss.BinaryCrossEntropy;
import dev.unroll.core.loss.Ctc;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.network.TokenList;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A workload's pool of batches: uniform inputs and labels, the same for the same seed. */
final class RandomData {

    private enum Stream {
        INPUT(0),
        LABEL(1),
        SOURCE(2);

        private final int code;

        Stream(int code) {
            this.code = code;
        }
    }

    private final Workload workload;
    private final long seed;
    private final int count;
    private final int steps;

    RandomData(Workload workload, long seed) {
        this.workload = workload;
        this.seed = seed;
        this.count = workload.pool() * workload.size().batch();
        this.steps = workload.size().steps();
    }

    Examples examples() {
        return new Examples(inputs(), labels());
    }

    Sequences inputs() {
        return inputs(workload.network().input(), Stream.INPUT);
    }

    private Sequences inputs(InputSpec input, Stream stream) {
        return switch (input) {
            case InputSpec.Dense(int features) -> vectors(features);
            case InputSpec.OneHot(int tokens) -> Sequences.ofTokens(classes(stream, tokens));
            case InputSpec.Embedding(int tokens, int _) -> Sequences.ofTokens(classes(stream, tokens));
            case InputSpec.Pair(var source, int tokens, int _) ->
                Sequences.ofPairs(inputs(source.input(), Stream.SOURCE), Sequences.ofTokens(classes(stream, tokens)));
            case InputSpec.Words _ -> throw new IllegalArgumentException("no workload reads words");
        };
    }

    /** Returns one vector of a dense input. */
    float[] vector() {
        float[] vector = new float[workload.network().input().width()];
        fill(vector, 0);
        return vector;
    }

    private Sequences vectors(int features) {
        List<Matrix> sequences = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Matrix sequence = Matrix.zeros(steps, features);
            fill(sequence.data(), i);
            sequences.add(sequence);
        }
        return Sequences.ofVectors(sequences);
    }

    private void fill(float[] values, int sequence) {
        for (int i = 0; i < values.length; i++) {
            values[i] = CounterHash.uniform(seed, Purpose.SAMPLING, Stream.INPUT.code, sequence, 0, i);
        }
    }

    private Labels labels() {
        int outputs = workload.network().outputSize();
        if (workload.loss() instanceof BinaryCrossEntropy) {
            Matrix values = Matrix.zeros(count, outputs);
            for (int i = 0; i < values.data().length; i++) {
                values.data()[i] = below(2, Stream.LABEL, i, 0);
            }
            return Labels.ofValues(values);
        }
        if (workload.loss() instanceof Ctc) {
            return Labels.ofTranscripts(transcripts(outputs - 1));
        }
        if (workload.network().readout() instanceof Readout.EveryStep) {
            return Labels.ofSteps(classes(Stream.LABEL, outputs));
        }
        int[] classes = new int[count];
        for (int i = 0; i < count; i++) {
            classes[i] = below(outputs, Stream.LABEL, i, 0);
        }
        return Labels.ofSequences(classes);
    }

    private List<TokenList> transcripts(int labels) {
        return Arrays.stream(classes(Stream.LABEL, labels))
                .map(classes -> TokenList.of(Arrays.copyOf(classes, workload.labels())))
                .toList();
    }

    private int[][] classes(Stream stream, int limit) {
        int[][] classes = new int[count][steps];
        for (int i = 0; i < count; i++) {
            for (int t = 0; t < steps; t++) {
                classes[i][t] = below(limit, stream, i, t);
            }
        }
        return classes;
    }

    private int below(int limit, Stream stream, int sequence, int step) {
        return (int) (CounterHash.uniform(seed, Purpose.SAMPLING, stream.code, sequence, 1, step) * limit);
    }
}
