package dev.unroll.data.speech;

import dev.unroll.data.rows.RowTable;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where the path of a sound and its transcript stand: names of columns or keys, or numbers of columns from 1.
 *
 * <p>Where nobody says, the path is in the first of these that is there, whatever the case of its letters: "audio_filepath"
 * (NeMo), "wav_filename" (DeepSpeech), "file_name" (Hugging Face), "path" (Common Voice), "file", "audio", "wav"; and the
 * transcript in "sentence", "text", "transcript" or "transcription".
 */
public record Fields(String sound, String transcript) {

    /** The usual names of the path of a sound, the first first. */
    static final List<String> SOUNDS =
            List.of("audio_filepath", "wav_filename", "file_name", "path", "file", "audio", "wav");

    /** The usual names of a transcript, the first first. */
    static final List<String> TRANSCRIPTS = List.of("sentence", "text", "transcript", "transcription");

    public Fields {
        if (sound.equals(transcript)) {
            throw new IllegalArgumentException(
                    "fields of sounds and transcripts must differ but are both \"" + sound + "\"; name another");
        }
    }

    /** Returns whether both are numbers, from 1: columns of a table without a header. */
    boolean areNumbers() {
        return RowTable.isNumber(sound) && RowTable.isNumber(transcript);
    }

    /** Returns the names under which a sound may stand, as somebody said it, or the usual ones. */
    static List<String> sounds(Optional<Fields> said) {
        return said.map(fields -> List.of(fields.sound())).orElse(SOUNDS);
    }

    /** Returns the names under which a transcript may stand, as somebody said it, or the usual ones. */
    static List<String> transcripts(Optional<Fields> said) {
        return said.map(fields -> List.of(fields.transcript())).orElse(TRANSCRIPTS);
    }

    /**
     * Returns which of the names that are there is the first of those wanted: of the same letters, else in other cases.
     *
     * @return an index of {@code there}; empty if none is there
     */
    static Optional<Integer> find(List<String> wanted, List<String> there) {
        for (String name : wanted) {
            int exact = there.indexOf(name);
            int found = exact >= 0
                    ? exact
                    : IntStream.range(0, there.size())
                            .filter(i -> there.get(i).equalsIgnoreCase(name))
                            .findFirst()
                            .orElse(-1);
            if (found >= 0) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
