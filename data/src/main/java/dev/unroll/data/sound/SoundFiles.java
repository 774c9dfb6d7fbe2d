package dev.unroll.data.sound;

import dev.unroll.core.input.Texts;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.DataException;
import dev.unroll.data.FilePlace;
import dev.unroll.data.LabeledVectors;
import dev.unroll.data.ReadReport;
import dev.unroll.data.VectorDataset;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder, or a zip of it, with a {@code .wav} file an example. Its class is the folder that it lies in,
 * {@code LABEL/NAME.wav}, or stands in its name. What lies below a folder {@code test} is the test part. Sounds come in the
 * order of their places; one that cannot be read is left out and told.
 */
public final class SoundFiles {

    private final SoundForm form;
    private final String source;
    private final List<LabeledVectors> training = new ArrayList<>();
    private final List<LabeledVectors> test = new ArrayList<>();
    private final List<ReadReport.Place> unreadable = new ArrayList<>();
    private final List<ReadReport.Place> notes = new ArrayList<>();
    private final Recordings recordings;
    private int bad;

    private SoundFiles(SoundForm form, String source) {
        this.form = form;
        this.source = source;
        this.recordings = new Recordings(form);
    }

    /** Returns whether a folder or zip has sounds. */
    public static boolean isOne(Path source) {
        return SoundSource.isOne(source);
    }

    /**
     * Returns the features of the sounds of a folder or zip, with their classes.
     *
     * @throws DataException if there is no sound, one has another rate than the others, or names do not tell classes
     */
    public static VectorDataset read(Path source, SoundForm form) {
        if (!Files.isDirectory(source)) {
            Problems.requireFile(source);
        }
        try {
            return Problems.reading(source, () -> {
                try (SoundSource opened = SoundSource.open(source)) {
                    return new SoundFiles(form, source.toString()).read(opened, Names.of(source));
                }
            });
        } catch (IllegalArgumentException e) {
            throw new DataException(source + ": " + e.getMessage(), e);
        }
    }

    private VectorDataset read(SoundSource opened, String name) throws IOException {
        List<String> places = opened.places();
        if (places.isEmpty()) {
            throw new DataException(source + " has no .wav file; put each in a folder of its class");
        }
        SoundNames names = form.names().fittedTo(places);
        for (String place : places) {
            add(place, opened.bytes(place), names);
        }
        var report = new ReadReport(
                places.size(),
                ReadReport.Unit.SOUND,
                places.size(),
                0,
                0,
                0,
                bad,
                unreadable,
                notes,
                opened.passedOver());
        if (training.isEmpty()) {
            throw new DataException(source + " has no sound to learn from. " + report);
        }
        return new VectorDataset(name, training, test, labels(), 1, report, recordings.facts());
    }

    private void add(String place, byte[] bytes, SoundNames names) {
        SoundNames.Read read = about(place, () -> names.read(place));
        Optional<Recording> parsed = parsed(place, bytes);
        if (parsed.isEmpty()) {
            return;
        }
        Recording recording = parsed.get();
        recordings.add(recording);
        recording.flaw().ifPresent(flaw -> note(notes, place, flaw));
        Matrix vectors = about(place, () -> recordings.features(recording.sound()));
        var example = new LabeledVectors(vectors, label(place, read.label()), Optional.of(FilePlace.whole(place)));
        (read.test() ? test : training).add(example);
    }

    /** Returns the recording that the bytes are; nothing if they are none, which is counted. */
    private Optional<Recording> parsed(String place, byte[] bytes) {
        try {
            return Optional.of(WavFile.parse(bytes));
        } catch (IllegalArgumentException e) {
            bad++;
            note(unreadable, place, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private interface Said<T> {
        T get();
    }

    /** Tells which sound an error is about. */
    private <T> T about(String place, Said<T> said) {
        try {
            return said.get();
        } catch (IllegalArgumentException e) {
            throw new DataException(Path.of(source).resolve(place) + " " + e.getMessage(), e);
        }
    }

    private String label(String place, String written) {
        Texts.problem(written).ifPresent(problem -> {
            throw new DataException(place + ": its class " + problem);
        });
        return Texts.label(written);
    }

    private static void note(List<ReadReport.Place> places, String place, String problem) {
        if (places.size() < ReadReport.MOST_PLACES) {
            places.add(new ReadReport.Place(place, 1, problem));
        }
    }

    /** Returns the classes: numbers by their size, others by their letters. */
    private List<String> labels() {
        List<String> found = Stream.concat(training.stream(), test.stream())
                .map(LabeledVectors::label)
                .distinct()
                .sorted()
                .toList();
        boolean numbers = found.stream().allMatch(label -> label.matches("[0-9]{1,9}"));
        return numbers
                ? found.stream()
                        .sorted(Comparator.comparingInt(Integer::parseInt))
                        .toList()
                : found;
    }
}
