package dev.unroll.data.sound;

/**
 * A sound as a file has it.
 *
 * @param sound all channels mixed down to their mean
 * @param channels of the file
 * @param samples how the file writes a sample, as {@code 16 bit}
 */
public record Recording(Sound sound, int channels, String samples) {}
