package dev.unroll.run.task.classify;

import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Classifier;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prediction;
import dev.unroll.data.DataException;
import dev.unroll.data.file.Encoding;
import dev.unroll.data.file.Numbers;
import dev.unroll.data.file.Numbers.DecimalMark;
import dev.unroll.data.file.TextFile;
import dev.unroll.data.sound.WavFile;
import dev.unroll.data.vectors.IdxFile;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.SoundSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a model that classifies is asked of: texts, or numbers with commas between them, typed or in a file of text, or the
 * sequences of an IDX file, or the sound of a WAV file.
 */
public final class Asked {

    /** More than a million numbers: one sequence has fewer. */
    private static final long LARGEST_FILE = 1 << 24;

    private static final Pattern SEPARATORS = Pattern.compile("\\s*[,;\\s]\\s*");
    private static final Pattern BESIDE_COMMAS = Pattern.compile("\\s*[;\\s]\\s*");

    private final DecimalMark mark;
    private final Classifier classifier;
    private final Model model;
    private final Map<String, Matrix> sequences;

    private Asked(Model model, Map<String, Matrix> sequences) {
        this.model = model;
        this.classifier = new Classifier(model);
        this.sequences = sequences;
        this.mark = model.input() instanceof VectorEncoder ? markOf(model) : DecimalMark.POINT;
    }

    private static DecimalMark markOf(Model model) {
        return DataSource.trained(model).decimal() == DataTable.Decimal.COMMA ? DecimalMark.COMMA : DecimalMark.POINT;
    }

    private static Pattern separators(DecimalMark mark) {
        return mark == DecimalMark.COMMA ? BESIDE_COMMAS : SEPARATORS;
    }

    /** Returns the way to ask a model, {@code inputs} being what a user gave: for vectors, maybe names of files. */
    public static Asked of(Model model, List<String> inputs) {
        var sequences = new LinkedHashMap<String, Matrix>();
        if (model.input() instanceof VectorEncoder vectors) {
            inputs.forEach(input -> read(input, model, vectors.features(), sequences));
        }
        return new Asked(model, sequences);
    }

    private static void read(String input, Model model, int features, Map<String, Matrix> sequences) {
        Path file;
        try {
            file = Path.of(input);
        } catch (InvalidPathException e) {
            return;
        }
        if (WavFile.isOne(file)) {
            sequences.put(input, SoundSettings.read(model, file));
        } else if (IdxFile.isOne(file)) {
            List<Matrix> read = IdxFile.readSequences(file).sequences();
            for (int i = 0; i < read.size(); i++) {
                sequences.put(input + "[" + i + "]", read.get(i));
            }
        } else if (Files.isRegularFile(file)) {
            try {
                sequences.put(input, parse(numbers(file), features, markOf(model)));
            } catch (IllegalArgumentException e) {
                throw new DataException(file + ": " + e.getMessage(), e);
            }
        }
    }

    /** Returns the text of a file of numbers: lines part them as commas do. */
    private static String numbers(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new DataException(file + " must be the numbers of one sequence, at most " + LARGEST_FILE
                        + " bytes, but has " + Files.size(file));
            }
            return TextFile.read(file, Encoding.FOUND);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: there must be a file that may be read", e);
        }
    }

    /** Returns what is answered one by one: a file's sequences in place of the file, {@code FILE[0]}, {@code FILE[1]}, …. */
    public List<String> each(List<String> inputs) {
        var each = new ArrayList<String>();
        for (String input : inputs) {
            List<String> inside = sequences.keySet().stream()
                    .filter(name -> name.startsWith(input + "["))
                    .toList();
            each.addAll(inside.isEmpty() ? List.of(input) : inside);
        }
        return each;
    }

    /** Returns all labels, the most probable first. */
    public List<Prediction> predict(String input) {
        return model.input() instanceof VectorEncoder ? classifier.predict(sequence(input)) : classifier.predict(input);
    }

    /** Returns the sequence of vectors that an input stands for, [T, features]. */
    public Matrix sequence(String input) {
        if (!(model.input() instanceof VectorEncoder vectors)) {
            throw new IllegalStateException("model " + model.name() + " reads texts");
        }
        Matrix sequence = sequences.get(input);
        return sequence == null ? parse(input, vectors.features(), mark) : sequence;
    }

    /** Returns the numbers of a line as steps of {@code features}, [T, features]. */
    private static Matrix parse(String line, int features, DecimalMark mark) {
        String[] fields = separators(mark).split(line.strip(), -1);
        if (line.isBlank() || fields.length % features != 0) {
            throw new IllegalArgumentException("numbers must be " + features
                    + " for each step, commas between them, but are " + (line.isBlank() ? 0 : fields.length));
        }
        Matrix sequence = Matrix.zeros(fields.length / features, features);
        for (int i = 0; i < fields.length; i++) {
            try {
                sequence.set(i / features, i % features, Numbers.parse(fields[i], mark));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "field " + (i + 1) + " " + e.getMessage() + "; no file has that name either", e);
            }
        }
        return sequence;
    }
}
