package dev.unroll.bench.onnxruntime;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.unroll.bench.workload.Size;
import dev.unroll.core.cell.Cell;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;

/**
 * One recurrent layer in ONNX, of ONNX's own operators RNN, LSTM and GRU, with random weights.
 *
 * <pre>
 *   X [T, B, I], h0 [1, B, H], c0 [1, B, H] if LSTM  →  Y [T, 1, B, H] if wanted, Yh [1, B, H], Yc [1, B, H] if LSTM
 * </pre>
 */
final class OnnxModel {

    /** What leaves the model: a stream wants the state only. */
    enum Outputs {
        LAST_STATE,
        EVERY_STEP
    }

    /** Operator set 14 is the last that changed recurrent operators; it goes with version 8 of the file format. */
    private static final long OPERATOR_SET = 14;

    private static final long FORMAT_VERSION = 8;

    private static final long SEED = 1;

    private final Size size;
    private final int inputSize;
    private final String operator;
    private final int gates;
    private final Outputs outputs;

    OnnxModel(Cell cell, Size size, Outputs outputs) {
        this.size = size;
        this.inputSize = cell.inputSize();
        this.outputs = outputs;
        switch (cell.name()) {
            case "rnn_tanh" -> {
                operator = "RNN";
                gates = 1;
            }
            case "lstm" -> {
                operator = "LSTM";
                gates = 4;
            }
            case "gru" -> {
                operator = "GRU";
                gates = 3;
            }
            default -> throw new UnsupportedOperationException("ONNX has no operator for the cell " + cell.name());
        }
    }

    boolean isLstm() {
        return operator.equals("LSTM");
    }

    /** Returns the model as a file has it. */
    byte[] toBytes() {
        long hidden = size.hidden();
        var graph = GraphProto.newBuilder()
                .setName(operator)
                .addNode(node())
                .addInput(value("X", size.steps(), size.batch(), inputSize))
                .addInput(value("h0", 1, size.batch(), hidden))
                .addOutput(value("Yh", 1, size.batch(), hidden))
                .addInitializer(weights("W", 0, 1, gates * hidden, inputSize))
                .addInitializer(weights("R", 1, 1, gates * hidden, hidden))
                .addInitializer(weights("B", 2, 1, 2L * gates * hidden));
        if (isLstm()) {
            graph.addInput(value("c0", 1, size.batch(), hidden));
            graph.addOutput(value("Yc", 1, size.batch(), hidden));
        }
        if (outputs == Outputs.EVERY_STEP) {
            graph.addOutput(value("Y", size.steps(), 1, size.batch(), hidden));
        }
        return ModelProto.newBuilder()
                .setIrVersion(FORMAT_VERSION)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private NodeProto node() {
        // The fifth input would be lengths, and a name that is empty is an input or output that is not there.
        var node = NodeProto.newBuilder()
                .setOpType(operator)
                .addInput("X")
                .addInput("W")
                .addInput("R")
                .addInput("B")
                .addInput("")
                .addInput("h0")
                .addOutput(outputs == Outputs.EVERY_STEP ? "Y" : "")
                .addOutput("Yh")
                .addAttribute(number("hidden_size", size.hidden()));
        if (isLstm()) {
            node.addInput("c0").addOutput("Yc");
        }
        if (operator.equals("GRU")) {
            // The reset gate after the product, as PyTorch's and Unroll's.
            node.addAttribute(number("linear_before_reset", 1));
        }
        return node.build();
    }

    private static AttributeProto number(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    private static ValueInfoProto value(String name, long... shape) {
        var dimensions = TensorShapeProto.newBuilder();
        for (long length : shape) {
            dimensions.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(length));
        }
        var tensor = TypeProto.Tensor.newBuilder()
                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                .setShape(dimensions);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    /** Returns uniform weights within ±1/√hidden. */
    private TensorProto weights(String name, int number, long... shape) {
        var tensor = TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT.getNumber());
        long count = 1;
        for (long length : shape) {
            tensor.addDims(length);
            count *= length;
        }
        float bound = (float) (1 / Math.sqrt(size.hidden()));
        for (long i = 0; i < count; i++) {
            tensor.addFloatData(bound * (2 * CounterHash.uniform(SEED, Purpose.INITIALIZATION, number, 0, 0, i) - 1));
        }
        return tensor.build();
    }
}
