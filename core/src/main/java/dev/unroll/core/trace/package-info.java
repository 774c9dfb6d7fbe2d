/**
 * The slow, obvious twin of a network's run: everything computed for one sequence, kept and differentiated step by step, for
 * people who want to see inside. The numbers have the bits of the fast pass. Uses all of {@code kernel}, {@code cell},
 * {@code engine} and {@code network}.
 */
package dev.unroll.core.trace;
