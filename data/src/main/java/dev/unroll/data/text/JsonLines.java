package dev.unroll.data.text;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import dev.unroll.core.input.Normalization;
import dev.unroll.data.LabeledText;
import dev.unroll.data.TextDataset;
import dev.unroll.data.file.Lines;
import dev.unroll.data.file.Problems;
import dev.unroll.data.text.TextTable.Columns;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file with one JSON object a line, of whose fields one is a text and one its label. A line that is no object, or
 * lacks one of the two, is counted as unreadable, and reading goes on.
 */
public final class JsonLines {

    private static final Gson JSON =
            new GsonBuilder().setStrictness(Strictness.STRICT).create();

    private JsonLines() {}

    /** Returns the examples of a file; its columns are names of fields. A label may be a number or a Boolean as well. */
    public static TextDataset read(Path file, Columns columns, Normalization normalization) {
        Problems.requireFile(file);
        var collector = new Collector(normalization);
        collector.beginFile();
        Lines.read(file, new ObjectReader(Problems.name(file), columns, collector));
        return collector.dataset(Problems.name(file), file.toString());
    }

    private record ObjectReader(String file, Columns columns, Collector collector) implements Lines.Visitor {

        @Override
        public void line(long number, String line) {
            collector.beginLine();
            if (line.isBlank()) {
                collector.normalized(line);
                return;
            }
            try {
                object(number, JSON.fromJson(line, JsonElement.class));
            } catch (JsonParseException e) {
                collector.addUnreadable(file, number, "no JSON");
            }
        }

        private void object(long number, JsonElement element) {
            if (!(element instanceof JsonObject object)) {
                collector.addUnreadable(file, number, "must be a JSON object");
                return;
            }
            Optional<String> text = field(object, columns.text());
            Optional<String> label = field(object, columns.label()).map(String::strip);
            if (text.isEmpty() || label.isEmpty() || label.get().isEmpty()) {
                String lacking = text.isEmpty() ? columns.text() : columns.label();
                collector.addUnreadable(file, number, "has no text, number or Boolean under \"" + lacking + "\"");
                return;
            }
            collector.normalized(text.get()).ifPresent(kept -> collector.add(new LabeledText(kept, label.get())));
        }

        private static Optional<String> field(JsonObject object, String name) {
            JsonElement value = object.get(name);
            return value != null && value.isJsonPrimitive() ? Optional.of(value.getAsString()) : Optional.empty();
        }

        @Override
        public void unreadable(long number, String problem) {
            collector.beginLine();
            collector.addUnreadable(file, number, problem);
        }
    }
}
