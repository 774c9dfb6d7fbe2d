/**
 * Configurations of training: TOML on disk, {@link dev.unroll.run.config.TrainConfig} in memory.
 *
 * <p>The records are the one home of every key: its type, its default, its range and its help stand at its component. An
 * optimizer, a schedule and a loss are records of {@code core} with keys of their own, which stand in the table that chooses
 * them. {@link dev.unroll.run.config.Schema} reads the records, so that {@link dev.unroll.run.config.ConfigReader} can check
 * a file and {@link dev.unroll.run.config.ConfigPrinter} can write one, and neither knows a key by name. Whatever is wrong
 * becomes one sentence that names the key, the expectation, the value and the place.
 */
package dev.unroll.run.config;
