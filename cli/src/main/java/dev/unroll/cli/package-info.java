/**
 * The {@code unroll} command: one class a subcommand, named after it.
 *
 * <p>Results go to stdout and nothing else does; progress and errors go to stderr. What a user did wrong is a {@link
 * dev.unroll.cli.terminal.UserError}, which becomes one sentence and an {@link dev.unroll.cli.terminal.ExitCode}. Commands get the world
 * as a {@link dev.unroll.cli.terminal.Terminal}, so that a test runs them in its own process. What they do
 * is in the module {@code run}; how it is shown, in {@code progress} and {@code terminal}.
 */
package dev.unroll.cli;
