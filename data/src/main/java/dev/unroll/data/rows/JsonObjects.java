package dev.unroll.data.rows;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.unroll.data.Unreadable;
import dev.unroll.data.file.Encoding;
import dev.unroll.data.file.JsonLine;
import dev.unroll.data.file.LineStream;
import dev.unroll.data.file.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Hears the lines of a file of JSON objects, one a line. */
public record JsonObjects(Taker taker, LeftOut leftOut) implements LineStream.Visitor {

    /** Takes the objects. */
    public interface Taker {

        /** Takes the object of a line. */
        void take(long line, JsonObject object);
    }

    /** Returns the first object of a file, where nothing but blank lines stands before it. */
    public static Optional<JsonObject> first(Path file, Encoding encoding) {
        return Problems.reading(file, () -> {
            try (LineStream lines = LineStream.open(file, encoding)) {
                Optional<LineStream.Line> line = lines.next();
                while (line.isPresent() && line.get().content().isBlank()) {
                    line = lines.next();
                }
                return line.filter(first -> first.problem().isEmpty())
                        .map(first -> JsonLine.parse(first.content()))
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    /** Returns the text, or the texts of the list; nothing if there is anything else. */
    public static List<String> texts(@Nullable JsonElement element) {
        List<JsonElement> all = element instanceof JsonArray list
                ? list.asList()
                : Stream.ofNullable(element).toList();
        return all.stream().allMatch(JsonObjects::isText)
                ? all.stream().map(JsonElement::getAsString).toList()
                : List.of();
    }

    private static boolean isText(JsonElement element) {
        return element instanceof JsonPrimitive primitive && primitive.isString();
    }

    @Override
    public void line(long number, String line) {
        if (line.isBlank()) {
            leftOut.addBlank();
            return;
        }
        JsonElement element;
        try {
            element = JsonLine.parse(line);
        } catch (IllegalArgumentException e) {
            leftOut.addUnreadable(number, Unreadable.of(String.valueOf(e.getMessage())));
            return;
        }
        if (element instanceof JsonObject object) {
            taker.take(number, object);
        } else {
            leftOut.addUnreadable(number, Unreadable.of("must be a JSON object"));
        }
    }

    @Override
    public void unreadable(long number, Unreadable problem) {
        leftOut.addUnreadable(number, problem);
    }
}
