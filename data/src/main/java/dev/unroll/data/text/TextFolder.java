package dev.unroll.data.text;

import dev.unroll.data.DataException;
import dev.unroll.data.TextDataset;
import dev.unroll.data.Unreadable;
import dev.unroll.data.file.LineStream;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder with one {@code *.txt} file a class, one example a line; the class has the file's name without
 * {@code .txt}. The ending may be in capitals and {@code .gz} may follow it. Files of other names are passed over, and so
 * are hidden ones.
 */
public final class TextFolder {

    private static final String EXTENSION = ".txt";

    private TextFolder() {}

    /** Returns the examples of a folder: classes in the order of their names, lines in the order of their file. */
    public static TextDataset read(Path folder, TextForm form) {
        return collect(folder, form).dataset(Names.of(folder), folder.toString());
    }

    /** Returns the texts of a folder. */
    public static PlainText readTexts(Path folder, TextForm form) {
        return collect(folder, form).texts(Names.of(folder), folder.toString());
    }

    private static Collector collect(Path folder, TextForm form) {
        var collector = new Collector(form);
        for (Path file : classFiles(folder, collector)) {
            Problems.requireFile(file);
            int before = collector.size();
            collector.beginFile();
            LineStream.read(file, form.encoding(), new ClassReader(Names.of(file), label(file), collector));
            if (collector.size() == before) {
                throw new DataException(file + " has no example; put one on each line, in UTF-8, or remove the file. "
                        + collector.report());
            }
        }
        return collector;
    }

    private static String label(Path file) {
        String name = Names.withoutGz(file);
        return name.substring(0, name.length() - EXTENSION.length());
    }

    private static List<Path> classFiles(Path folder, Collector collector) {
        if (Files.isRegularFile(folder)) {
            throw new DataException(
                    folder + " is a file, where a folder with one .txt file a class is expected; name the folder");
        }
        if (!Files.exists(folder)) {
            throw new DataException("folder " + folder + " does not exist; check the path");
        }
        List<Path> entries = Problems.reading(folder, () -> {
            try (Stream<Path> all = Files.list(folder)) {
                return all.sorted(Comparator.comparing(Names::of)).toList();
            }
        });
        List<Path> files = entries.stream().filter(TextFolder::isClassFile).toList();
        if (files.isEmpty()) {
            String archive = entries.stream()
                    .filter(entry -> Names.hasEnding(entry, ".zip", ".tgz", ".tar.gz"))
                    .findFirst()
                    .map(entry -> "; if " + Names.of(entry) + " in it is meant, name that")
                    .orElse("; put one in it for each class, with one example a line");
            throw new DataException(folder + " has no .txt file" + archive);
        }
        for (int i = files.size(); i < entries.size(); i++) {
            collector.passOver();
        }
        return files;
    }

    private static boolean isClassFile(Path file) {
        return Names.hasEnding(file, EXTENSION) && !Names.isForeign(Names.of(file)) && Files.isRegularFile(file);
    }

    private record ClassReader(String file, String label, Collector collector) implements LineStream.Visitor {

        @Override
        public void line(long number, String line) {
            collector.add(file, number, line, label);
        }

        @Override
        public void unreadable(long number, Unreadable problem) {
            collector.addUnreadable(file, number, problem);
        }
    }
}
