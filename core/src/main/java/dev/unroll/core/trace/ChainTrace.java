package dev.unroll.core.trace;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Chain.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Parts in a row over one sequence; none leave what they are given as it is. */
final class ChainTrace implements PartTrace {

    private final List<PartTrace> parts;
    private final Matrix output;

    private ChainTrace(List<PartTrace> parts, Matrix output) {
        this.parts = parts;
        this.output = output;
    }

    static ChainTrace of(List<Link> links, Parameters parameters, Matrix given) {
        List<PartTrace> parts = new ArrayList<>();
        Matrix rows = given;
        for (Link link : links) {
            Optional<PartTrace> before = parts.isEmpty() ? Optional.empty() : Optional.of(parts.getLast());
            parts.add(PartTrace.of(link, parameters, rows, before));
            rows = parts.getLast().output();
        }
        return new ChainTrace(parts, rows);
    }

    @Override
    public Matrix output() {
        return output;
    }

    /** Returns what the first {@code count} parts made, all but none. */
    Matrix output(int count) {
        return parts.get(count - 1).output();
    }

    @Override
    public Matrix backward(Matrix gradient) {
        Matrix rows = gradient;
        for (PartTrace part : parts.reversed()) {
            rows = part.backward(rows);
        }
        return rows;
    }

    @Override
    public Stream<LayerTrace> layers() {
        return parts.stream().flatMap(PartTrace::layers);
    }
}
