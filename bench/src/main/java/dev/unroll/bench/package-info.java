/**
 * The command {@code unroll bench}: one class a subcommand.
 *
 * <p>It measures Unroll as users run it, through the public API and in processes with the launcher's flags. What is
 * measured is in {@code workload}, the measured processes in {@code worker}, the measuring in {@code measure}, kernels in
 * {@code kernel}. Results go to stdout, progress to stderr.
 */
@org.jspecify.annotations.NullMarked
package dev.unroll.bench;
