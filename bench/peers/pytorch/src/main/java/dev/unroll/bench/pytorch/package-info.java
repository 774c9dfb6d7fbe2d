/** PyTorch as a peer: official libtorch through JavaCPP, its own layers, its own gradients, its own optimizers. */
@org.jspecify.annotations.NullMarked
package dev.unroll.bench.pytorch;
