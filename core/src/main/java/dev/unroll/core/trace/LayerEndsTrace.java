package dev.unroll.core.trace;

import dev.unroll.core.kernel.Matrix;

/** The last step of a recurrent layer: of each direction its own. */
record LayerEndsTrace(LayerTrace layer) implements PartTrace {

    @Override
    public Matrix output() {
        return layer.ends();
    }

    @Override
    public Matrix backward(Matrix gradient) {
        layer.backwardFromEnds(gradient);
        return layer.output();
    }
}
