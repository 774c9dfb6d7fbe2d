package dev.unroll.bench.dl4j;

import java.io.Serial;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** [B, H, T] to [B, H · T], which Deeplearning4j's own preprocessors cannot. */
final class Flatten implements InputPreProcessor {

    @Serial
    private static final long serialVersionUID = 1;

    private final int steps;
    private final int hidden;

    Flatten(int steps, int hidden) {
        this.steps = steps;
        this.hidden = hidden;
    }

    @Override
    public INDArray preProcess(INDArray input, int batch, LayerWorkspaceMgr workspace) {
        return workspace.leverageTo(ArrayType.ACTIVATIONS, input.dup('c').reshape('c', batch, (long) hidden * steps));
    }

    @Override
    public INDArray backprop(INDArray gradient, int batch, LayerWorkspaceMgr workspace) {
        return workspace.leverageTo(ArrayType.ACTIVATION_GRAD, gradient.dup('c').reshape('c', batch, hidden, steps));
    }

    @Override
    public InputPreProcessor clone() {
        return new Flatten(steps, hidden);
    }

    @Override
    public InputType getOutputType(InputType input) {
        return InputType.feedForward((long) hidden * steps);
    }

    @Override
    public Pair<INDArray, MaskState> feedForwardMaskArray(@Nullable INDArray mask, MaskState state, int batch) {
        return new Pair<>(mask, state);
    }
}
