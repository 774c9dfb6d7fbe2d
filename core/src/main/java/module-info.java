/** Recurrent neural networks as equations: kernels, cells, engine, network, training, model files. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // The modules that some packages are exported to are compiled after this one.
module dev.unroll.core {
    requires static transitive org.jspecify;
    requires static jdk.incubator.vector;
    requires com.google.gson;

    exports dev.unroll.core.cell;
    exports dev.unroll.core.cells;
    exports dev.unroll.core.checkpoint;
    exports dev.unroll.core.compact;
    exports dev.unroll.core.decode;
    exports dev.unroll.core.explain;
    exports dev.unroll.core.form;
    exports dev.unroll.core.function;
    exports dev.unroll.core.input;
    exports dev.unroll.core.kernel;
    exports dev.unroll.core.loss;
    exports dev.unroll.core.model;
    exports dev.unroll.core.network;
    exports dev.unroll.core.optimizer;
    exports dev.unroll.core.pass;
    exports dev.unroll.core.piece;
    exports dev.unroll.core.program;
    exports dev.unroll.core.schedule;
    exports dev.unroll.core.score;
    exports dev.unroll.core.shard;
    exports dev.unroll.core.stream;
    exports dev.unroll.core.task;
    exports dev.unroll.core.tensorfile;
    exports dev.unroll.core.trace;
    exports dev.unroll.core.train;
    exports dev.unroll.core.update;
}
