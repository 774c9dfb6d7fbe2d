/**
 * Sounds: WAV files, and the features that a network reads of them. Uses {@code data} and {@code data.file}. What each feature
 * is stands in {@code docs/sound.md}.
 */
package dev.unroll.data.sound;
