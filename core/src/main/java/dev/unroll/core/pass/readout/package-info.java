/**
 * Readouts at work: what makes one row a sequence of its steps, a class each. Uses {@code part}. Not exported.
 */
package dev.unroll.core.pass.readout;
