/**
 * The live line on stderr: what a training run has done so far, on one line of a terminal.
 *
 * <p>{@link dev.unroll.cli.progress.Progress} is the state, {@link dev.unroll.cli.progress.ProgressLine} a pure function
 * of it, and {@link dev.unroll.cli.progress.ProgressPrinter} decides when and how it is printed.
 */
package dev.unroll.cli.progress;
