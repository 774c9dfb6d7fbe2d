package dev.unroll.data.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.unroll.core.input.Texts;
import dev.unroll.data.DataException;
import dev.unroll.data.TextDataset;
import dev.unroll.data.Unreadable;
import dev.unroll.data.file.JsonLine;
import dev.unroll.data.file.LineStream;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.Problems;
import dev.unroll.data.text.TableForm.Columns;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * A file with one JSON object a line, of whose fields one is a text and one its label. A line that is no object, or
 * lacks one of the two, is counted as unreadable, and reading goes on.
 */
public final class JsonLines {

    private JsonLines() {}

    /** Returns the examples of a file; its columns are names of fields. A label may be a number or a Boolean as well. */
    public static TextDataset read(Path file, TextForm form) {
        return collect(file, form, Wanted.LABELS).dataset(Names.of(file), file.toString());
    }

    /** Returns the texts of a file, whether they have labels or not. */
    public static PlainText readTexts(Path file, TextForm form) {
        return collect(file, form, Wanted.TEXTS).texts(Names.of(file), file.toString());
    }

    /** Returns whether the first object of a file has a text and nothing else, so that the file has no labels. */
    public static boolean isOfTextsAlone(Path file, TextForm form) {
        Problems.requireFile(file);
        return Problems.reading(file, () -> {
            try (LineStream lines = LineStream.open(file, form.encoding())) {
                var line = lines.next();
                while (line.isPresent() && Texts.isBlank(line.get().content())) {
                    line = lines.next();
                }
                return line.map(first -> isTextAlone(
                                first.content(), form.table().columns().text()))
                        .orElse(false);
            }
        });
    }

    private static boolean isTextAlone(String line, String text) {
        try {
            return JsonLine.parse(line) instanceof JsonObject object
                    && object.keySet().equals(Set.of(text));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private enum Wanted {
        LABELS,
        TEXTS
    }

    private static Collector collect(Path file, TextForm form, Wanted wanted) {
        Problems.requireFile(file);
        var collector = new Collector(form);
        collector.beginFile();
        var reader = new ObjectReader(file, form.table().columns(), wanted, collector);
        LineStream.read(file, form.encoding(), reader);
        return collector;
    }

    private record ObjectReader(Path path, Columns columns, Wanted wanted, Collector collector)
            implements LineStream.Visitor {

        private String file() {
            return Names.of(path);
        }

        @Override
        public void line(long number, String line) {
            if (number == 1 && line.stripLeading().startsWith("[")) {
                throw new DataException(path + " is a JSON list; expected are JSON lines, an object a line as"
                        + " {\"text\": \"…\", \"label\": \"…\"}, without brackets around them or commas between them");
            }
            if (line.isBlank()) {
                collector.addBlank();
                return;
            }
            JsonElement element;
            try {
                element = JsonLine.parse(line);
            } catch (IllegalArgumentException e) {
                collector.addUnreadable(file(), number, String.valueOf(e.getMessage()));
                return;
            }
            object(number, element);
        }

        private void object(long number, JsonElement element) {
            if (!(element instanceof JsonObject object)) {
                collector.addUnreadable(file(), number, "must be a JSON object");
                return;
            }
            Optional<String> text = field(object, columns.text());
            Optional<String> label = field(object, columns.label());
            if (text.isPresent() && label.isPresent()) {
                collector.add(file(), number, text.get(), label.get());
            } else if (text.isPresent() && wanted == Wanted.TEXTS) {
                collector.add(file(), number, text.get());
            } else {
                String lacking = text.isEmpty() ? columns.text() : columns.label();
                collector.addUnreadable(file(), number, "has no text, number or Boolean under \"" + lacking + "\"");
            }
        }

        private static Optional<String> field(JsonObject object, String name) {
            JsonElement value = object.get(name);
            return value != null && value.isJsonPrimitive() ? Optional.of(value.getAsString()) : Optional.empty();
        }

        @Override
        public void unreadable(long number, Unreadable problem) {
            collector.addUnreadable(file(), number, problem);
        }
    }
}
