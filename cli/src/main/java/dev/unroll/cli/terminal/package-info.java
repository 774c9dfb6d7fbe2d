/** What all commands share: the terminal, its options, exit codes, and how failures are told. */
package dev.unroll.cli.terminal;
