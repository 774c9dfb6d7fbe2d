/** Recurrent neural networks as equations: kernels, cells, engine, network, training, model files. */
@org.jspecify.annotations.NullMarked
module dev.unroll.core {
    requires static transitive org.jspecify;
    requires static jdk.incubator.vector;
    requires com.google.gson;

    exports dev.unroll.core.kernel;
    exports dev.unroll.core.model;
}
