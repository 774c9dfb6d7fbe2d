package dev.unroll.bench.pytorch;

import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.NetworkSpec;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** A network as somebody who knows PyTorch well would write it. */
interface PyTorchModel {

    static PyTorchModel of(NetworkSpec spec) {
        return spec.input() instanceof InputSpec.Pair pair ? new PyTorchPair(spec, pair) : new PyTorchNetwork(spec);
    }

    /** Returns all of its parameters. */
    TensorVector parameters();

    /** Returns the outputs, a row for a sequence or a step. */
    Tensor outputs(Tensor input);

    /** Returns the parameters of a module. */
    static List<Tensor> of(Module module) {
        return Arrays.asList(module.parameters().get());
    }
}
