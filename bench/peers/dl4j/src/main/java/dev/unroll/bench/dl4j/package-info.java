/** Deeplearning4j as a peer: its SimpleRnn and LSTM layers, its fit and output. */
@org.jspecify.annotations.NullMarked
package dev.unroll.bench.dl4j;
