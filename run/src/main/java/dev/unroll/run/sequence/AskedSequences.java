package dev.unroll.run.sequence;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Model;
import dev.unroll.data.DataException;
import dev.unroll.data.catalogue.DataHome;
import dev.unroll.data.file.Encoding;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.Numbers;
import dev.unroll.data.file.Numbers.DecimalMark;
import dev.unroll.data.file.Problems;
import dev.unroll.data.file.TableFiles;
import dev.unroll.data.file.TextFile;
import dev.unroll.data.sound.WavFile;
import dev.unroll.data.vectors.RowFiles;
import dev.unroll.data.vectors.SequenceForm;
import dev.unroll.data.vectors.SequenceForm.Wanted;
import dev.unroll.data.vectors.StepLines;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.SequenceReaders;
import dev.unroll.run.task.SoundSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The sequences that a user asks a model of: numbers with commas between them, or JSON as a line of a file has it, typed or in a
 * file of text, or the sequences of a file of any layout that a model can be trained on, or the sound of a WAV file.
 */
public final class AskedSequences {

    /** More than a million numbers: one sequence has fewer. */
    private static final long LARGEST_FILE = 1 << 24;

    private static final Pattern SEPARATORS = Pattern.compile("\\s*[,;\\s]\\s*");
    private static final Pattern BESIDE_COMMAS = Pattern.compile("\\s*[;\\s]\\s*");

    private final Model model;
    private final int features;
    private final DecimalMark mark;
    private final DataSource like;
    private final Map<String, Matrix> sequences = new LinkedHashMap<>();
    private final Map<String, DataException> unreadable = new HashMap<>();

    private AskedSequences(Model model, int features, DataSource like) {
        this.model = model;
        this.features = features;
        this.like = like;
        this.mark = like.mark();
    }

    /** Returns the sequences that a model of vectors is asked of, {@code inputs} being what a user gave; files are read here. */
    public static AskedSequences of(Model model, VectorEncoder vectors, List<String> inputs) {
        var asked = new AskedSequences(
                model, vectors.features(), new DataSource(DataSource.trained(model), new DataHome(Path.of(""))));
        for (String input : inputs) {
            try {
                asked.read(input);
            } catch (DataException e) {
                asked.unreadable.put(input, e);
            }
        }
        return asked;
    }

    private void read(String input) {
        Path file;
        try {
            file = Path.of(input);
        } catch (InvalidPathException e) {
            return;
        }
        if (Names.hasEnding(file, ".wav")) {
            Problems.requireFile(file);
        }
        if (!Files.exists(file) && !file.toString().contains(".zip")) {
            return;
        }
        if (WavFile.isOne(file)) {
            sequences.put(input, SoundSettings.read(model, file));
            return;
        }
        List<Matrix> read = SequenceReaders.ofFile(file, like);
        for (int i = 0; i < read.size(); i++) {
            sequences.put(input + "[" + i + "]", read.get(i));
        }
        if (!read.isEmpty()) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw new DataException(file + " is a folder in which no sequence was found; name the files inside it");
        }
        try {
            sequences.put(input, one(file));
        } catch (IllegalArgumentException e) {
            throw new DataException(file + ": " + e.getMessage(), e);
        }
    }

    /** Returns the one sequence of a file: a table with a row a step, or numbers, of which lines need not be steps. */
    private Matrix one(Path file) {
        boolean isParquet = TableFiles.isParquet(file);
        if (isParquet || TableFiles.isNamedSo(file)) {
            SequenceForm form = like.sequenceForm(Wanted.NOTHING);
            if (isParquet || RowFiles.columns(file, form) == features) {
                return RowFiles.sequence(file, form);
            }
        }
        return parse(numbers(file), "");
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

    /**
     * Returns the sequence of vectors that an input stands for, [T, features].
     *
     * @throws DataException if it is a file that cannot be read
     * @throws IllegalArgumentException if it is no sequence
     */
    public Matrix sequence(String input) {
        DataException problem = unreadable.get(input);
        if (problem != null) {
            throw problem;
        }
        Matrix sequence = sequences.get(input);
        return sequence == null ? parse(input, "; no file has that name either") : sequence;
    }

    /**
     * Returns the numbers of a line as steps of {@code features}, [T, features].
     *
     * @param hint what an error says of a field that is no number
     */
    private Matrix parse(String line, String hint) {
        if (Names.hasEnding(line.strip(), ".wav")) {
            throw new IllegalArgumentException(Sentence.quoted(line.strip())
                    + " names a sound, but a line must be numbers; name sounds on the command line: predict MODEL"
                    + " FILE.wav");
        }
        if (StepLines.isJson(line)) {
            return StepLines.sequence(line, like.sequenceForm(Wanted.NOTHING));
        }
        Pattern separators = mark == DecimalMark.COMMA ? BESIDE_COMMAS : SEPARATORS;
        String[] fields = separators.split(line.strip(), -1);
        if (line.isBlank() || fields.length % features != 0) {
            throw new IllegalArgumentException("numbers must be " + features
                    + " for each step, " + (mark == DecimalMark.COMMA ? "semicolons or blanks" : "commas")
                    + " between them, but are " + (line.isBlank() ? 0 : fields.length));
        }
        Matrix sequence = Matrix.zeros(fields.length / features, features);
        for (int i = 0; i < fields.length; i++) {
            try {
                sequence.set(i / features, i % features, number(fields[i]));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("field " + (i + 1) + " " + e.getMessage() + hint, e);
            }
        }
        return sequence;
    }

    /** Returns a number; a question mark stands for one that is missing. */
    private float number(String field) {
        return field.equals("?") ? Float.NaN : Numbers.parse(field, mark);
    }
}
