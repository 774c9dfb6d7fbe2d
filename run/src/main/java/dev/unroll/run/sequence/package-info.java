/**
 * What the tasks on sequences of numbers share: how their numbers are scaled, how a user names them, and how what is said in
 * them is looked for.
 *
 * <p>Uses {@code config} and {@code task}; the packages of tasks use it.
 */
package dev.unroll.run.sequence;
