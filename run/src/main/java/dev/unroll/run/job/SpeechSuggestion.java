package dev.unroll.run.job;

import static dev.unroll.core.form.Sentence.counted;

import dev.unroll.data.DataSummary.Lengths;
import dev.unroll.data.speech.SpeechDataset;
import dev.unroll.data.speech.SpokenExample;
import java.util.ArrayList;
import java.util.List;

/** What to do with sounds and what is said in them, if no recipe is named. */
final class SpeechSuggestion {

    /** Of fewer sounds than these, an epoch of large batches has few updates. */
    private static final int FEW_SOUNDS = 500;

    private SpeechSuggestion() {}

    static Suggestion of(SpeechDataset sounds) {
        List<SpokenExample> examples = sounds.examples();
        boolean isSymbols = PairSuggestion.areSymbols(
                examples.stream().map(SpokenExample::rightTargets).toList());
        int median = Lengths.of(
                        examples.stream().mapToInt(SpokenExample::length).toArray())
                .median();
        List<String> settings = new ArrayList<>(List.of("format=speech"));
        settings.addAll(Suggestion.parts(sounds));
        settings.add("target_tokens=" + (isSymbols ? "symbols" : "characters"));
        settings.add("batch_size=" + (examples.size() < FEW_SOUNDS ? 8 : 32));
        settings.add("epochs=" + Suggestion.epochs(examples.size(), 60_000, 100));
        return new Suggestion(
                sounds.name() + ": " + counted(sounds.all().size(), "sound") + " with what is said in them, "
                        + counted(median, "frame") + " in the median",
                isSymbols ? "the symbols that are said" : "the letters of what is said",
                "digit-strings",
                settings);
    }
}
