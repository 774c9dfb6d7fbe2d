package dev.unroll.data.vectors;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.DataException;
import dev.unroll.data.file.Gzip;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.Problems;
import dev.unroll.data.vectors.SequenceCollector.Part;
import dev.unroll.data.vectors.SequenceForm.Wanted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Arrays of NumPy: {@code X}, [n, T, F] or [n, T], with {@code y}, [n], classes or values ([n, V]); or {@code X_train},
 * {@code y_train}, {@code X_test} and {@code y_test}, in letters of any case. They are the files of a folder ({@code X.npy},
 * {@code y.npy}) or of one {@code .npz}. Steps at the end of which every number is NaN are padding, and cut off; another NaN
 * is a missing number.
 */
public final class NumpyFiles {

    private static final String ARRAY = ".npy";
    private static final String ARRAYS = ".npz";
    private static final String TRAIN = "_train";
    private static final String TEST = "_test";

    private NumpyFiles() {}

    /** An array that is there. */
    private interface Source {
        NpyArray read() throws IOException;
    }

    /** Returns whether a path is a file of arrays, or a folder with {@code X.npy} or {@code X_train.npy}. */
    public static boolean isOne(Path path) {
        if (Files.isRegularFile(path)) {
            return Names.hasEnding(path, ARRAY, ARRAYS);
        }
        return Files.isDirectory(path)
                && files(path).stream()
                        .map(NumpyFiles::key)
                        .anyMatch(key -> key.equals("x") || key.equals("x" + TRAIN));
    }

    private static List<Path> files(Path folder) {
        return Problems.reading(folder, () -> {
            try (Stream<Path> entries = Files.list(folder)) {
                return entries.filter(entry -> Names.hasEnding(entry, ARRAY))
                        .sorted()
                        .toList();
            }
        });
    }

    private static String key(Path file) {
        return key(Names.withoutGz(file));
    }

    private static String key(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return small.endsWith(ARRAY) ? small.substring(0, small.length() - ARRAY.length()) : small;
    }

    /** Reads the arrays. */
    public static void read(Path path, SequenceForm form, SequenceCollector into) {
        Problems.reading(path, () -> {
            if (Files.isDirectory(path)) {
                return read(path, sources(files(path)), form, into);
            }
            Problems.requireFile(path);
            if (!Names.hasEnding(path, ARRAYS)) {
                return readFile(path, form, into);
            }
            try (var zip = new ZipFile(path.toFile())) {
                var sources = new TreeMap<String, Source>();
                zip.stream()
                        .filter(entry -> !entry.isDirectory())
                        .forEach(entry -> sources.put(key(entry.getName()), () -> {
                            try (InputStream in = zip.getInputStream(entry)) {
                                return NpyArray.read(path + "/" + entry.getName(), in);
                            }
                        }));
                return read(path, sources, form, into);
            }
        });
    }

    private static Map<String, Source> sources(List<Path> files) {
        return files.stream()
                .collect(Collectors.toMap(
                        NumpyFiles::key,
                        file -> () -> {
                            try (InputStream in = Gzip.open(file)) {
                                return NpyArray.read(file.toString(), in);
                            }
                        },
                        (first, second) -> first,
                        TreeMap::new));
    }

    /** Reads one file of sequences, with the targets that stand beside it unless none are wanted. */
    private static boolean readFile(Path file, SequenceForm form, SequenceCollector into) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        Map<String, Source> all = parent == null ? new TreeMap<>() : sources(files(parent));
        String inputs = key(file);
        String targets = inputs.startsWith("x") ? "y" + inputs.substring(1) : "y";
        var chosen = new TreeMap<String, Source>();
        chosen.put("x", () -> {
            try (InputStream in = Gzip.open(file)) {
                return NpyArray.read(file.toString(), in);
            }
        });
        Optional.ofNullable(all.get(targets)).ifPresent(found -> chosen.put("y", found));
        return read(file, chosen, form, into);
    }

    private static boolean read(Path path, Map<String, Source> sources, SequenceForm form, SequenceCollector into)
            throws IOException {
        boolean parted = sources.containsKey("x" + TRAIN);
        if (!parted && !sources.containsKey("x")) {
            throw new DataException(path + " must have an array X, or X_train and y_train, but has "
                    + String.join(", ", sources.keySet()));
        }
        readPart(path, sources, parted ? TRAIN : "", form, Part.TRAIN, into);
        if (parted && sources.containsKey("x" + TEST)) {
            readPart(path, sources, TEST, form, Part.TEST, into);
        }
        return true;
    }

    private static void readPart(
            Path path, Map<String, Source> sources, String part, SequenceForm form, Part of, SequenceCollector into)
            throws IOException {
        into.beginFile();
        NpyArray inputs = array(path, sources, "x" + part);
        int rank = inputs.shape().size();
        if ((rank != 2 && rank != 3) || !inputs.texts().isEmpty()) {
            throw new DataException(path + ": X" + part + " must be numbers of the shape [n, T] or [n, T, F] but has "
                    + inputs.shown());
        }
        Optional<NpyArray> targets =
                form.wanted() == Wanted.NOTHING ? Optional.empty() : Optional.of(array(path, sources, "y" + part));
        if (targets.isPresent() && targets.get().count() != inputs.count()) {
            throw new DataException(path + ": y" + part + " must have an entry for each of "
                    + Sentence.counted(inputs.count(), "sequence") + " but has "
                    + targets.get().count());
        }
        into.largest(inputs.largest());
        Function<Integer, List<String>> targetsOf =
                i -> targets.map(array -> targets(array, i, form.wanted())).orElse(List.of());
        for (int i = 0; i < inputs.count(); i++) {
            try {
                into.add(of, Names.of(path) + " X" + part, i + 1L, sequence(inputs, i), targetsOf.apply(i));
            } catch (IllegalArgumentException e) {
                into.addUnreadable(Names.of(path) + " X" + part, i + 1L, String.valueOf(e.getMessage()));
            }
        }
    }

    private static NpyArray array(Path path, Map<String, Source> sources, String key) throws IOException {
        Source source = sources.get(key);
        if (source == null) {
            throw new DataException(path + " has no array " + key + " beside " + String.join(", ", sources.keySet())
                    + "; it must hold what belongs to each sequence");
        }
        return source.read();
    }

    private static List<String> targets(NpyArray array, int i, Wanted wanted) {
        int width = array.shape().stream().skip(1).reduce(1, (a, b) -> a * b);
        if (wanted == Wanted.LABEL) {
            if (width != 1) {
                throw new DataException(
                        "y must have the shape [n], a class for each sequence, but has " + array.shown());
            }
            return List.of(array.label(i));
        }
        List<String> values = new ArrayList<>(Collections.nCopies(width, ""));
        for (int v = 0; v < width; v++) {
            values.set(
                    v,
                    array.texts().isEmpty() ? Float.toString(array.numbers().get(0, i * width + v)) : array.label(i));
        }
        return values;
    }

    private static Matrix sequence(NpyArray inputs, int i) {
        int steps = inputs.shape().get(1);
        int features = inputs.shape().size() == 3 ? inputs.shape().get(2) : 1;
        int first = i * steps * features;
        int last = steps;
        while (last > 0 && isPadding(inputs.numbers(), first + (last - 1) * features, features)) {
            last--;
        }
        Matrix vectors = Matrix.zeros(last, features);
        for (int t = 0; t < last; t++) {
            for (int j = 0; j < features; j++) {
                float value = inputs.numbers().get(0, first + t * features + j);
                if (Float.isInfinite(value)) {
                    throw new IllegalArgumentException(
                            "number " + j + " of step " + t + " must be a number of at most 3.4e38 but is " + value);
                }
                vectors.set(t, j, value);
            }
        }
        return vectors;
    }

    private static boolean isPadding(Matrix numbers, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (!Float.isNaN(numbers.get(0, i))) {
                return false;
            }
        }
        return true;
    }
}
