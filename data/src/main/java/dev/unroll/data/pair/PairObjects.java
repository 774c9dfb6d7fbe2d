package dev.unroll.data.pair;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.unroll.data.DataException;
import dev.unroll.data.file.Encoding;
import dev.unroll.data.file.LineStream;
import dev.unroll.data.pair.PairFormat.Objects;
import dev.unroll.data.rows.JsonObjects;
import java.nio.file.Path;
import java.util.List;

/** Takes JSON objects, each with a source and its target, or a list of right ones. */
record PairObjects(Objects keys, PairCollector collector) implements JsonObjects.Taker {

    /** Returns whether the first object of a file has both keys. */
    static boolean namesKeys(Path file, Encoding encoding, Objects keys) {
        try {
            return JsonObjects.first(file, encoding)
                    .filter(object -> object.has(keys.source()) && object.has(keys.target()))
                    .isPresent();
        } catch (DataException e) {
            return false;
        }
    }

    /** Reads all lines of a file. */
    void read(Path file, Encoding encoding) {
        LineStream.read(file, encoding, new JsonObjects(this, collector));
    }

    @Override
    public void take(long line, JsonObject object) {
        List<String> targets = JsonObjects.texts(object.get(keys.target()));
        if (!(object.get(keys.source()) instanceof JsonPrimitive source && source.isString())) {
            collector.addUnreadable(line, "has no text under \"" + keys.source() + "\"");
        } else if (targets.isEmpty()) {
            collector.addUnreadable(line, "has no text under \"" + keys.target() + "\", and no list of texts");
        } else {
            collector.add(line, source.getAsString(), targets);
        }
    }
}
