package dev.unroll.data.sound;

/**
 * How files of sounds are read.
 *
 * @param rate the samples a second that all have; 0: those of the first file, by name
 * @param names what their names say
 */
public record SoundForm(FeatureForm features, int rate, OtherRates otherRates, SoundNames names) {

    /** MFCC for speech of sounds of one rate, in folders of classes. */
    public static final SoundForm SPEECH = new SoundForm(FeatureForm.SPEECH, 0, OtherRates.REFUSE, SoundNames.USUAL);

    /** What becomes of a sound of another rate. */
    public enum OtherRates {
        REFUSE,
        RESAMPLE
    }

    public SoundForm {
        if (rate < 0) {
            throw new IllegalArgumentException("rate must be at least 0 but is " + rate);
        }
    }

    /**
     * Returns a sound at a rate.
     *
     * @throws IllegalArgumentException if it has another one, and the form does not allow to resample it
     */
    public Sound at(int wanted, Sound sound) {
        if (sound.rate() != wanted && otherRates == OtherRates.REFUSE) {
            throw new IllegalArgumentException("has " + sound.rate() + " samples a second, where " + wanted
                    + " are expected; convert it: ffmpeg -i IN.wav -ar " + wanted
                    + " OUT.wav, or train with data.other_rates resample (and data.format wav or speech)");
        }
        return Resampler.resample(sound, wanted);
    }
}
