/**
 * What the tasks on sequences of numbers share: how their numbers are scaled, and how a user names them.
 *
 * <p>Uses {@code config} and {@code task}; the packages of tasks use it.
 */
package dev.unroll.run.sequence;
