/**
 * Networks: layers, readouts, losses and parameters.
 *
 * <p>A {@link dev.unroll.core.network.Loss} compares predictions with {@link dev.unroll.core.network.Targets}, row by
 * row, and writes the gradient. Only rows that exist are ever seen here: padding has been stripped before. Settings come
 * as {@link dev.unroll.core.network.Options}, which refuse what they do not know. Nothing here knows of optimizers, files
 * or data sets.
 */
package dev.unroll.core.network;
