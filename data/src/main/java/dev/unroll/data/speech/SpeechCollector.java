package dev.unroll.data.speech;

import dev.unroll.core.input.Texts;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.DataException;
import dev.unroll.data.FilePlace;
import dev.unroll.data.ReadReport;
import dev.unroll.data.Unreadable;
import dev.unroll.data.file.Names;
import dev.unroll.data.file.Part;
import dev.unroll.data.pair.PairForm.Side;
import dev.unroll.data.rows.LeftOut;
import dev.unroll.data.rows.ReadCounts;
import dev.unroll.data.sound.Recording;
import dev.unroll.data.sound.Recordings;
import dev.unroll.data.sound.WavFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * Gathers the sounds of one reading with their transcripts, each sound of a part once, and counts what it drops. A sound is made
 * into features as soon as it is named, so that no wave is kept.
 */
final class SpeechCollector implements LeftOut {

    private final Side target;
    private final Recordings recordings;
    private final Map<Part, SequencedMap<Path, Found>> parts = new EnumMap<>(Part.class);
    private final ReadCounts counts = new ReadCounts();

    private Path file = Path.of("");
    private Part part = Part.TRAIN;

    /** A sound, its transcripts so far, and the place of the first. */
    private record Found(Matrix vectors, SequencedSet<String> transcripts, FilePlace place) {}

    SpeechCollector(SpeechForm form) {
        this.target = form.target();
        this.recordings = new Recordings(form.sound());
    }

    /** Begins a file that names sounds; their paths are relative to its folder. */
    void beginFile(Path file, Part part) {
        this.file = file;
        this.part = part;
        counts.beginFile(Names.of(file));
    }

    /** Adds the path of a sound with some right transcripts, as they stand in a file. */
    void add(long line, String path, List<String> transcripts) {
        counts.countLine();
        if (Texts.isBlank(path) && transcripts.stream().allMatch(Texts::isBlank)) {
            counts.leaveBlank();
        } else if (Texts.isBlank(path)) {
            counts.leaveUnreadable(line, Unreadable.of("names no sound"));
        } else {
            List<String> kept = transcripts.stream()
                    .flatMap(transcript -> kept(line, transcript).stream())
                    .toList();
            if (!kept.isEmpty()) {
                addSound(line, Texts.strip(path), kept);
            }
        }
    }

    /** Returns a transcript as examples hold it; nothing if it cannot be one, which is counted. */
    private Optional<String> kept(long line, String raw) {
        Optional<String> problem = Texts.problem(raw);
        if (problem.isPresent()) {
            counts.leaveUnreadable(line, Unreadable.of("the transcript " + problem.get()));
            return Optional.empty();
        }
        String text = target.text(raw);
        if (target.tokenizer().isEmpty(text)) {
            counts.leaveEmptied(line, "the transcript has no token, so it is left out");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private void addSound(long line, String path, List<String> transcripts) {
        Path sound;
        try {
            sound = file.resolveSibling(path).normalize();
        } catch (InvalidPathException e) {
            counts.leaveUnreadable(line, Unreadable.of("names a sound by what is no path"));
            return;
        }
        SequencedMap<Path, Found> known = parts.computeIfAbsent(part, unseen -> new LinkedHashMap<>());
        Optional<Found> found = Optional.ofNullable(known.get(sound)).or(() -> read(line, sound));
        found.ifPresent(one -> {
            known.put(sound, one);
            transcripts.forEach(transcript -> {
                if (!one.transcripts().add(transcript)) {
                    counts.leaveDuplicate();
                }
            });
        });
    }

    /** Returns the features of a sound; nothing if it cannot be read, which is counted. */
    private Optional<Found> read(long line, Path sound) {
        Recording recording;
        try {
            recording = WavFile.read(sound);
        } catch (DataException e) {
            counts.leaveUnreadable(line, Unreadable.of(String.valueOf(e.getMessage())));
            return Optional.empty();
        }
        recordings.add(recording);
        recording.flaw().ifPresent(flaw -> counts.addNote(line, sound + " " + flaw));
        FilePlace place = new FilePlace(Names.of(file), line);
        try {
            return Optional.of(new Found(recordings.features(recording.sound()), new LinkedHashSet<>(), place));
        } catch (IllegalArgumentException e) {
            throw new DataException(place + ": " + sound + " " + e.getMessage(), e);
        }
    }

    /** Counts a line with nothing but blanks. */
    @Override
    public void addBlank() {
        counts.addBlank();
    }

    void addUnreadable(long line, String problem) {
        addUnreadable(line, Unreadable.of(problem));
    }

    @Override
    public void addUnreadable(long line, Unreadable problem) {
        counts.addUnreadable(line, problem);
    }

    @Override
    public void addNote(long line, String what) {
        counts.addNote(line, what);
    }

    /** Returns whether a part has a sound. */
    boolean has(Part part) {
        return parts.containsKey(part) && !parts.get(part).isEmpty();
    }

    /** Returns the sounds of all parts, in the order in which these came first. */
    SpeechDataset dataset(String name) {
        return new SpeechDataset(
                name,
                examples(Part.TRAIN),
                examples(Part.VALIDATION),
                examples(Part.TEST),
                recordings.rate(),
                report(),
                recordings.facts());
    }

    private List<SpokenExample> examples(Part part) {
        return parts.getOrDefault(part, new LinkedHashMap<>()).values().stream()
                .map(found -> new SpokenExample(
                        found.vectors(), List.copyOf(found.transcripts()), Optional.of(found.place())))
                .toList();
    }

    ReadReport report() {
        return counts.report();
    }
}
