/** What a model answers: predict, generate, explain, evaluate, inspect. */
package dev.unroll.cli.ask;
