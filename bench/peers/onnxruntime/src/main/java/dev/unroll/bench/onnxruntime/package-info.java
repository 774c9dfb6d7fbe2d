/** ONNX Runtime as a peer: inference of one recurrent layer, from models that {@code OnnxModel} writes. */
@org.jspecify.annotations.NullMarked
package dev.unroll.bench.onnxruntime;
