package dev.unroll.spark;

import dev.unroll.core.form.Data;
import dev.unroll.core.form.Json;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is in the log that a training has left. */
final class LoggedSteps {

    private LoggedSteps() {}

    /** Returns the folder of a training. */
    static Path folder(UnrollModel model) {
        return Path.of(URI.create(model.summary().folder().orElseThrow()));
    }

    /** Returns what a kind of event says under a key, in the order of the log. */
    static List<Long> numbers(Path folder, String event, String key) throws IOException {
        List<Long> numbers = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("log.jsonl"))) {
            var data = new Data("the event", Json.read(new StringReader(line)));
            if (data.at("event").text().equals(event)) {
                numbers.add((long) data.at(key).number());
            }
        }
        return numbers;
    }
}
