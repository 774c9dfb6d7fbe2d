package dev.unroll.data.tagged;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.unroll.core.form.Sentence;
import dev.unroll.data.Unreadable;
import dev.unroll.data.file.JsonLine;
import dev.unroll.data.file.LineStream;
import dev.unroll.data.tagged.TaggedFormat.JsonSentences;
import java.util.Optional;
import java.util.regex.Pattern;

/** Hears the lines of a file of JSON objects. */
record JsonSentencesReader(JsonSentences keys, SentenceCollector collector) implements LineStream.Visitor {

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");

    @Override
    public void line(long number, String line) {
        if (line.isBlank()) {
            return;
        }
        parsed(number, line).ifPresent(element -> element(number, element));
        collector.end();
    }

    private Optional<JsonElement> parsed(long number, String line) {
        try {
            return Optional.of(JsonLine.parse(line));
        } catch (IllegalArgumentException e) {
            collector.spoil(number, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void element(long number, JsonElement element) {
        if (!(element instanceof JsonObject object)) {
            collector.spoil(number, "must be a JSON object");
        } else if (!(object.get(keys.words()) instanceof JsonArray words)) {
            collector.spoil(number, "has no list under \"" + keys.words() + "\"");
        } else if (!(object.get(keys.tags()) instanceof JsonArray tags)) {
            collector.spoil(number, "has no list under \"" + keys.tags() + "\"");
        } else {
            lists(number, words, tags);
        }
    }

    private void lists(long number, JsonArray words, JsonArray tags) {
        if (words.isEmpty()) {
            collector.spoil(number, "has no word under \"" + keys.words() + "\"");
        } else if (words.size() != tags.size()) {
            collector.spoil(
                    number,
                    "must have a tag for each word but has " + Sentence.counted(words.size(), "word") + " and "
                            + Sentence.counted(tags.size(), "tag"));
        }
        for (int i = 0; i < words.size() && !collector.isSpoilt(); i++) {
            if (!(words.get(i) instanceof JsonPrimitive word)
                    || !word.isString()
                    || word.getAsString().isEmpty()) {
                collector.spoil(number, "word " + (i + 1) + " must be a text but is " + words.get(i));
            } else if (!(tags.get(i) instanceof JsonPrimitive tag) || !isTag(tag)) {
                collector.spoil(number, "tag " + (i + 1) + " must be a text or a whole number but is " + tags.get(i));
            } else {
                collector.add(number, word.getAsString(), tag.getAsString());
            }
        }
    }

    private static boolean isTag(JsonPrimitive tag) {
        return tag.isString()
                ? !tag.getAsString().isBlank()
                : tag.isNumber() && WHOLE.matcher(tag.getAsString()).matches();
    }

    @Override
    public void unreadable(long number, Unreadable problem) {
        collector.spoil(number, problem);
        collector.end();
    }
}
