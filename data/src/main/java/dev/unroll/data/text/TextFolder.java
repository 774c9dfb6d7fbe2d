package dev.unroll.data.text;

import dev.unroll.core.input.Normalization;
import dev.unroll.data.DataException;
import dev.unroll.data.LabeledText;
import dev.unroll.data.TextDataset;
import dev.unroll.data.file.Lines;
import dev.unroll.data.file.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * A folder with one {@code *.txt} file a class, one example a line; the class has the file's name without
 * {@code .txt}. Files of other names are ignored, and so are hidden ones.
 */
public final class TextFolder {

    private static final String EXTENSION = ".txt";

    private TextFolder() {}

    /** Returns the examples of a folder: classes in the order of their names, lines in the order of their file. */
    public static TextDataset read(Path folder, Normalization normalization) {
        List<Path> files = classFiles(folder);
        var collector = new Collector(normalization);
        for (Path file : files) {
            Problems.requireFile(file);
            int before = collector.size();
            collector.beginFile();
            Lines.read(file, new ClassReader(Problems.name(file), collector));
            if (collector.size() == before) {
                throw new DataException(file + " has no example; put one on each line, in UTF-8, or remove the file. "
                        + collector.report());
            }
        }
        return collector.dataset(Problems.name(folder), folder.toString());
    }

    private static List<Path> classFiles(Path folder) {
        if (Files.isRegularFile(folder)) {
            throw new DataException(
                    folder + " is a file, where a folder with one .txt file a class is expected; name the folder");
        }
        if (!Files.exists(folder)) {
            throw new DataException("folder " + folder + " does not exist; check the path");
        }
        try (var entries = Files.list(folder)) {
            List<Path> files = entries.filter(TextFolder::isClassFile)
                    .sorted(Comparator.comparing(Problems::name))
                    .toList();
            if (files.isEmpty()) {
                throw new DataException(
                        folder + " has no .txt file; put one in it for each class, with one example a line");
            }
            return files;
        } catch (IOException e) {
            throw new DataException(folder + " cannot be read: " + Problems.of(e), e);
        }
    }

    private static boolean isClassFile(Path file) {
        String name = Problems.name(file);
        return name.endsWith(EXTENSION) && !name.startsWith(".") && Files.isRegularFile(file);
    }

    private record ClassReader(String file, Collector collector) implements Lines.Visitor {

        @Override
        public void line(long number, String line) {
            String label = file.substring(0, file.length() - EXTENSION.length());
            collector.beginLine();
            collector.normalized(line).ifPresent(text -> collector.add(new LabeledText(text, label)));
        }

        @Override
        public void unreadable(long number, String problem) {
            collector.beginLine();
            collector.addUnreadable(file, number, problem);
        }
    }
}
