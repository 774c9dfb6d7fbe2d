package dev.unroll.data.text;

import dev.unroll.core.input.Normalization;
import dev.unroll.data.DataException;
import dev.unroll.data.Dataset;
import dev.unroll.data.ReadReport;
import dev.unroll.data.TextExample;
import dev.unroll.data.UnlabeledText;
import dev.unroll.data.file.Lines;
import dev.unroll.data.file.Problems;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts without labels, one a line, repeated ones kept: what a language model learns from.
 *
 * @param name the file's name
 * @param examples in the order of their lines
 */
public record PlainText(String name, List<UnlabeledText> examples, ReadReport report)
        implements Dataset<UnlabeledText> {

    public PlainText {
        examples = List.copyOf(examples);
    }

    /** Returns the texts, in the order of their lines. */
    public List<String> texts() {
        return examples.stream().map(UnlabeledText::text).toList();
    }

    /** Returns the texts of another data set without their classes. */
    public static PlainText of(Dataset<? extends TextExample> labeled) {
        List<UnlabeledText> texts = labeled.all().stream()
                .map(example -> new UnlabeledText(example.text()))
                .toList();
        return new PlainText(labeled.name(), texts, labeled.report());
    }

    /** Returns a whole file as one text, line breaks and all. */
    public static PlainText readWhole(Path file, Normalization normalization) {
        try {
            String text = normalization.apply(Files.readString(file));
            if (text.isEmpty()) {
                throw new DataException(file + " has no text");
            }
            var report = new ReadReport(1, text.lines().count(), 0, 0, 0, 0, List.of());
            return new PlainText(Problems.name(file), List.of(new UnlabeledText(text)), report);
        } catch (CharacterCodingException e) {
            throw new DataException(file + " must be a text in UTF-8 but is not", e);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: there must be a file that may be read", e);
        }
    }

    /** Returns the texts of a file. */
    public static PlainText read(Path file, Normalization normalization) {
        Problems.requireFile(file);
        String name = Problems.name(file);
        var collector = new Collector(normalization);
        var texts = new ArrayList<UnlabeledText>();
        collector.beginFile();
        Lines.read(file, new Lines.Visitor() {
            @Override
            public void line(long number, String line) {
                collector.beginLine();
                collector.normalized(line).map(UnlabeledText::new).ifPresent(texts::add);
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

    @Override
    public String lengthUnit() {
        return "characters";
    }
}
