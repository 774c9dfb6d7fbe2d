package dev.unroll.data.sound;

import dev.unroll.core.kernel.Matrix;
import java.util.Map;
import java.util.Optional;

/** The recordings of one data set on their way to features: all at one rate, which is the first one's if the form has none. */
public final class Recordings {

    private final SoundForm form;
    private final SoundFacts facts = new SoundFacts();
    private Optional<SoundFeatures> features = Optional.empty();

    /** Begins with none; the names that the form has are not asked for. */
    public Recordings(SoundForm form) {
        this.form = form;
    }

    /**
     * Counts a recording.
     *
     * @throws IllegalArgumentException if it is the first one, and the form has frequencies or frames that the rate has not
     */
    public void add(Recording recording) {
        facts.add(recording, known(recording.sound()).rate());
    }

    /**
     * Returns the features of a sound, [T, F].
     *
     * @throws IllegalArgumentException if it has another rate than the others, and the form does not allow to resample it; the
     *     message goes on behind the file's name
     */
    public Matrix features(Sound sound) {
        return known(sound).of(fitting(sound));
    }

    /**
     * Returns a sound at the rate of all.
     *
     * @throws IllegalArgumentException if it has another one, and the form does not allow to resample it; the message goes on
     *     behind the file's name
     */
    public Sound fitting(Sound sound) {
        return form.at(known(sound).rate(), sound);
    }

    /** Returns the samples a second of all; 0 before the first, if the form leaves it open. */
    public int rate() {
        return features.map(SoundFeatures::rate).orElse(form.rate());
    }

    private SoundFeatures known(Sound sound) {
        SoundFeatures known = features.orElseGet(
                () -> new SoundFeatures(form.features(), form.rate() == 0 ? sound.rate() : form.rate()));
        features = Optional.of(known);
        return known;
    }

    /** Returns what the recordings have in common, and what they have not, by name: plain data. */
    public Map<String, Object> facts() {
        return facts.all();
    }
}
