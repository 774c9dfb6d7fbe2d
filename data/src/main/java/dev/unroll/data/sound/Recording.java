package dev.unroll.data.sound;

import java.util.Optional;

/**
 * A sound as a file has it.
 *
 * @param sound all channels mixed down to their mean
 * @param channels of the file
 * @param samples how the file writes a sample, as {@code 16 bit}
 */
public record Recording(Sound sound, int channels, String samples) {

    /** Returns what looks wrong though it can be read: it is silent or clipped; the words go on behind the file's name. */
    public Optional<String> flaw() {
        if (sound.isSilent()) {
            return Optional.of("is silent: all its samples are the same");
        }
        return sound.isClipped() ? Optional.of("is clipped: it was recorded too loud") : Optional.empty();
    }
}
