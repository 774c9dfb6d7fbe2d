package dev.unroll.core.trace;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Attention;
import dev.unroll.core.network.Chain.Link;
import dev.unroll.core.network.Dropout;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Residual;
import dev.unroll.core.network.TimeReduction;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One part over one sequence: what it made, and how that depends on what it was given. Rows are steps, the first first. */
interface PartTrace {

    /** Returns what it made. */
    Matrix output();

    /** Returns the derivatives by what it was given, from those by what it made. */
    Matrix backward(Matrix gradient);

    /** Returns the recurrent layers in it, in order. */
    default Stream<LayerTrace> layers() {
        return Stream.empty();
    }

    /** Returns a part's trace, given these rows by the part before it. */
    static PartTrace of(Link link, Parameters parameters, Matrix given, Optional<PartTrace> before) {
        return switch (link.part()) {
            case Layer layer -> new LayerTrace(layer, link.place(), parameters, given);
            case Head.Linear _ -> new LinearTrace(link.place(), parameters, given);
            case Attention _ ->
                throw new IllegalArgumentException(
                        "what attends to a source is not traced; how it weighs the source's steps is what it shows");
            case Residual residual ->
                new ResidualTrace(
                        ChainTrace.of(residual.chain(link.place(), link.given()).links(), parameters, given), given);
            case Readout.LastStep _
            when before.isPresent() && before.get() instanceof LayerTrace layer -> new LayerEndsTrace(layer);
            case Readout.Pooling _ -> new PoolingTrace(link.place(), parameters, given);
            case Readout readout -> new ReadoutTrace(readout, given);
            case TimeReduction(int factor) -> new TimeReductionTrace(factor, given);
            // Nothing is dropped but in training.
            case Dropout _ -> ChainTrace.of(List.of(), parameters, given);
        };
    }
}
