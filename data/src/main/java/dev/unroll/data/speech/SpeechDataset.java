package dev.unroll.data.speech;

import dev.unroll.core.form.Sentence;
import dev.unroll.data.DataException;
import dev.unroll.data.ReadReport;
import dev.unroll.data.VectorData;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Sounds with their transcripts, in the parts in which they were published, and how they were read. All have the same number of
 * features.
 *
 * @param name what to call the data set: its folder's or file's name
 * @param examples in the order in which they were read; at least one
 * @param validation empty, if the data have no such part
 * @param test empty, if the data have no such part
 * @param sampleRate samples a second of the sounds that the features were made of
 */
public record SpeechDataset(
        String name,
        List<SpokenExample> examples,
        List<SpokenExample> validation,
        List<SpokenExample> test,
        int sampleRate,
        ReadReport report,
        Map<String, Object> facts)
        implements VectorData<SpokenExample> {

    /**
     * Throws unless there is an example, and all have the same number of features.
     *
     * @throws DataException in a sentence
     */
    public SpeechDataset {
        examples = List.copyOf(examples);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        VectorData.require(
                name,
                examples,
                Stream.concat(validation.stream(), test.stream()).toList());
    }

    /** Returns 1: features are of no type of which a largest number is known. */
    @Override
    public float largest() {
        return 1;
    }

    /** Returns the sizes and the report. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %s to learn from, %,d to validate, %,d to test. %s",
                name,
                Sentence.counted(examples.size(), "sound"),
                validation.size(),
                test.size(),
                report);
    }
}
