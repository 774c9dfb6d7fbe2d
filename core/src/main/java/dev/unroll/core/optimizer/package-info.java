/**
 * Update rules. An {@link dev.unroll.core.optimizer.Optimizer} is one loop over a range of the parameters; what it remembers
 * is a value of its own, {@link dev.unroll.core.optimizer.OptimizerState}. Rules and defaults are PyTorch's, where it has the rule. A new one is its
 * file and a line in {@link dev.unroll.core.optimizer.Optimizers}. Uses {@code form}.
 */
package dev.unroll.core.optimizer;
