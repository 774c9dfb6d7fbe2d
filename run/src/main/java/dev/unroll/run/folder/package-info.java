/**
 * A training on disk: its folder, its receipt and its logs.
 *
 * <p>{@link dev.unroll.run.folder.RunFolder} says what lies where, {@link dev.unroll.run.folder.RunReceipt} keeps {@code
 * run.json}, {@link dev.unroll.run.folder.RunLog} writes {@code log.jsonl} and {@code log.csv}. Receipt and log are made of
 * nothing but the training's events, so that a training that is resumed leaves what one without a break would have left.
 */
package dev.unroll.run.folder;
