/**
 * Update rules. An {@link dev.unroll.core.optimizer.Optimizer} is one loop over a range of the parameters; what it remembers
 * is a value of its own, {@link dev.unroll.core.optimizer.OptimizerState}. Rules, options and defaults are PyTorch's. Uses
 * {@code form}.
 */
package dev.unroll.core.optimizer;
