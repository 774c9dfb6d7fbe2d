/** Trainings: begin, go on, verify, and the summary at the end. */
package dev.unroll.cli.train;
