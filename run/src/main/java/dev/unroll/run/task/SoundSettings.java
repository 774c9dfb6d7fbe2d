package dev.unroll.run.task;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Model;
import dev.unroll.data.DataException;
import dev.unroll.data.sound.FeatureForm;
import dev.unroll.data.sound.Sound;
import dev.unroll.data.sound.SoundFeatures;
import dev.unroll.data.sound.SoundForm;
import dev.unroll.data.sound.SoundNames;
import dev.unroll.data.sound.WavFile;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.DataTable;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** How sounds become sequences of vectors, by a configuration or by that of a model's training. */
public final class SoundSettings {

    /** A count that the notes of a training on sounds have, and others have not. */
    private static final String RATE = "sample_rate";

    private static final String AUTO = "auto";

    private SoundSettings() {}

    /** Returns the samples a second that a model's training had; empty if it was not on sounds. */
    static Optional<Integer> rate(Model model) {
        return model.training().get("data") instanceof Map<?, ?> counts && counts.get(RATE) instanceof Number rate
                ? Optional.of(rate.intValue())
                : Optional.empty();
    }

    /** Returns the seconds from one step of a sound to the next, as a model was trained; empty if it was not on sounds. */
    public static Optional<Double> stepSeconds(Model model) {
        return rate(model)
                .map(rate -> (double) form(DataSource.trained(model)).features().frames(rate).hop() / rate);
    }

    /** Returns the form that a configuration asks for. */
    static SoundForm form(DataTable table) {
        try {
            return new SoundForm(
                    features(table),
                    table.rate(),
                    switch (table.otherRates()) {
                        case REFUSE -> SoundForm.OtherRates.REFUSE;
                        case RESAMPLE -> SoundForm.OtherRates.RESAMPLE;
                    },
                    new SoundNames(
                            said(table.filePattern()).map(SoundNames::pattern),
                            said(table.heldOut()).map(SoundNames.HeldOut::of)));
        } catch (IllegalArgumentException e) {
            throw new ConfigException("[data]: " + e.getMessage());
        }
    }

    private static Optional<String> said(String value) {
        return value.equals(AUTO) ? Optional.empty() : Optional.of(value);
    }

    private static FeatureForm features(DataTable table) {
        return new FeatureForm(
                switch (table.features()) {
                    case MFCC -> FeatureForm.Kind.MFCC;
                    case LOG_MEL -> FeatureForm.Kind.LOG_MEL;
                },
                table.frameMillis(),
                table.hopMillis(),
                table.fft(),
                table.mels(),
                table.lowestHertz(),
                table.highestHertz(),
                table.coefficients(),
                table.deltas(),
                switch (table.level()) {
                    case NONE -> FeatureForm.Level.NONE;
                    case MEAN -> FeatureForm.Level.MEAN;
                    case STANDARD -> FeatureForm.Level.STANDARD;
                });
    }

    /**
     * Returns what a model that was trained on sounds reads of a WAV file, [T, features].
     *
     * @throws DataException if it is no WAV file or has another rate than those of the training, unless they were resampled;
     *     if the model was trained on something else
     */
    public static Matrix read(Model model, Path file) {
        int rate = rate(model)
                .orElseThrow(() -> new DataException(
                        file + " is a sound, but model " + model.name() + " was trained on something else"));
        Sound sound = WavFile.read(file).sound();
        SoundForm form = form(DataSource.trained(model));
        try {
            return new SoundFeatures(form.features(), rate).of(form.at(rate, sound));
        } catch (IllegalArgumentException e) {
            throw new DataException(file + " " + e.getMessage(), e);
        }
    }
}
