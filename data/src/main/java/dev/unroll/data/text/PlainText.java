package dev.unroll.data.text;

import dev.unroll.data.DataException;
import dev.unroll.data.Dataset;
import dev.unroll.data.LabeledText;
import dev.unroll.data.ReadReport;
import dev.unroll.data.UnlabeledText;
import dev.unroll.data.Unreadable;
import dev.unroll.data.file.LineStream;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.Problems;
import dev.unroll.data.file.TextFile;
import java.nio.file.Path;
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
    public static PlainText of(Dataset<LabeledText> labeled) {
        List<UnlabeledText> texts =
                labeled.all().stream().map(LabeledText::unlabeled).toList();
        return new PlainText(labeled.name(), texts, labeled.report());
    }

    /** Returns a whole file as one text, line breaks and all. */
    public static PlainText readWhole(Path file, TextForm form) {
        Problems.requireFile(file);
        String text = form.normalization().apply(TextFile.read(file, form.encoding()));
        if (text.isEmpty()) {
            throw new DataException(file + " has no text");
        }
        var report = ReadReport.clean(1, ReadReport.Unit.LINE, text.lines().count());
        return new PlainText(Names.of(file), List.of(new UnlabeledText(text, Names.of(file), 1)), report);
    }

    /** Returns the texts of a file, one a line. */
    public static PlainText read(Path file, TextForm form) {
        Problems.requireFile(file);
        String name = Names.of(file);
        var collector = new Collector(form);
        collector.beginFile();
        LineStream.read(file, form.encoding(), new LineStream.Visitor() {
            @Override
            public void line(long number, String line) {
                collector.add(name, number, line);
            }

            @Override
            public void unreadable(long number, Unreadable problem) {
                collector.addUnreadable(name, number, problem);
            }
        });
        return collector.texts(name, file.toString());
    }

    @Override
    public String lengthUnit() {
        return "characters";
    }
}
