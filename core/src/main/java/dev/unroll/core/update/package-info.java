/**
 * What consumes a gradient: its norm, how it is clipped, groups of parameters that learn in a way of their own, the
 * update, and the average of many updates.
 *
 * <p>A {@link dev.unroll.core.update.ParameterUpdate} takes one flat gradient of all parameters, whoever added it up, and
 * leaves zeros. It knows nothing of losses, batches and epochs. Which parameters a {@link
 * dev.unroll.core.update.ParameterGroup} means is said by words, names or patterns of names. Uses {@code optimizer}, {@code
 * pass} and {@code checkpoint}.
 */
package dev.unroll.core.update;
