/**
 * A training from a configuration to a scored model and its pages.
 *
 * <p>{@link dev.unroll.run.config} says what is to be done, {@link dev.unroll.run.job} does it, {@link
 * dev.unroll.run.folder} keeps it, {@link dev.unroll.run.page} shows it and {@link dev.unroll.run.lab} experiments. Nothing
 * here prints, reads a terminal or ends a process: whatever a user can mend is a {@link dev.unroll.run.RunException} or a
 * {@link dev.unroll.data.DataException}.
 */
package dev.unroll.run;
