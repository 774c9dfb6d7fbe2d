package dev.unroll.data;

import dev.unroll.core.input.Normalization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts without labels, one a line, repeated ones kept: what a language model learns from.
 *
 * @param name the file's name
 * @param texts in the order of their lines
 */
public record PlainText(String name, List<String> texts, ReadReport report) {

    public PlainText {
        texts = List.copyOf(texts);
    }

    /** Returns the texts of a file. */
    public static PlainText read(Path file, Normalization normalization) {
        Problems.requireFile(file);
        String name = Problems.name(file);
        var collector = new Collector(normalization);
        var texts = new ArrayList<String>();
        collector.beginFile();
        Lines.read(file, new Lines.Visitor() {
            @Override
            public void line(long number, String line) {
                collector.beginLine();
                collector.normalized(line).ifPresent(texts::add);
            }

            @Override
            public void unreadable(long number, String problem) {
                collector.beginLine();
                collector.addUnreadable(name, number, problem);
            }
        });
        if (texts.isEmpty()) {
            throw new DataException(file + " has no text; put one on each line, in UTF-8. " + collector.report());
        }
        return new PlainText(name, texts, collector.report());
    }
}
