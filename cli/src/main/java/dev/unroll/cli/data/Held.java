package dev.unroll.cli.data;

import dev.unroll.core.form.Sentence;
import dev.unroll.data.DataException;
import dev.unroll.data.series.Leaks;
import dev.unroll.data.series.SeriesDataset;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.job.SuggestedParts;
import dev.unroll.run.task.forecast.TimeParts;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a training on series would hold out, and what of it would be given away.
 *
 * @param parts empty: the series are too short for any
 * @param leaks a sentence each
 */
record Held(Optional<TimeParts> parts, List<String> leaks) {

    static Held of(SeriesDataset dataset, DataTable data) throws IOException {
        try {
            TimeParts parts = SuggestedParts.of(dataset, data);
            return new Held(Optional.of(parts), Leaks.of(dataset, parts.horizon()));
        } catch (DataException e) {
            return new Held(Optional.empty(), Leaks.of(dataset, 1));
        }
    }

    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        if (parts.isPresent()) {
            TimeParts found = parts.get();
            facts.put("learned", found.train());
            facts.put("held out", heldOut(found));
            facts.put(
                    "windows",
                    found.crossing() == 0
                            ? "none lies in two parts"
                            : String.format(
                                    Locale.ROOT,
                                    "%,d, of %s to forecast, would lie in two parts and are in none",
                                    found.crossing(),
                                    Sentence.counted(found.horizon(), "value")));
        } else {
            facts.put("held out", "nothing: too few steps");
        }
        facts.put("leaks", leaks.isEmpty() ? "none" : Integer.toString(leaks.size()));
        return facts;
    }

    private static String heldOut(TimeParts found) {
        String chosen = found.validation().isEmpty() ? "" : found.validation() + " to choose by";
        String scored = found.test().isEmpty() ? "" : found.test() + " for the score";
        return chosen.isEmpty() && scored.isEmpty()
                ? "nothing"
                : chosen + (chosen.isEmpty() || scored.isEmpty() ? "" : ", ") + scored;
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        parts.ifPresent(found -> {
            json.put("train_times", found.train());
            json.put("validation_times", found.validation());
            json.put("test_times", found.test());
            json.put("horizon", found.horizon());
            json.put("windows_in_two_parts", found.crossing());
        });
        json.put("leaks", leaks);
        return json;
    }
}
