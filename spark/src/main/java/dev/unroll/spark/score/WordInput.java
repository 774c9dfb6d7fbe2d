package dev.unroll.spark.score;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.WordEncoder;
import dev.unroll.core.network.Sequences;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;

/** Sentences as lists of their words. */
record WordInput(WordEncoder encoder) implements NetworkInput<List<String>> {

    @Override
    public boolean reads(DataType type) {
        return TokenLists.are(type);
    }

    @Override
    public String type() {
        return "an array of strings, the words of a sentence";
    }

    @Override
    public List<String> read(Object cell, String series) {
        List<String> sentence = new ArrayList<>();
        for (Object word : RowLists.list(cell)) {
            if (!(word instanceof String text) || text.isEmpty()) {
                throw new IllegalArgumentException(
                        "word " + sentence.size() + " is " + (word == null ? "null" : "empty") + "; leave it out");
            }
            sentence.add(text);
        }
        if (sentence.isEmpty()) {
            throw new IllegalArgumentException("the sentence has no word, so there is nothing to tag");
        }
        return sentence;
    }

    @Override
    public int steps(List<String> question) {
        return question.size();
    }

    @Override
    public Sequences together(List<List<String>> questions) {
        return encoder.encode(questions);
    }

    @Override
    public String name(List<String> question) {
        return Sentence.quoted(String.join(" ", question));
    }
}
