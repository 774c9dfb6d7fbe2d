package dev.unroll.data.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.data.catalogue.Catalogue;
import dev.unroll.data.catalogue.DataHome;
import dev.unroll.data.file.Part;
import dev.unroll.data.sound.Recordings;
import dev.unroll.data.sound.SoundForm;
import dev.unroll.data.speech.DigitClips.Clip;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

@EnabledIfEnvironmentVariable(named = "UNROLL_DATA", matches = ".+")
class RealDigitStringsTest {

    private static Path recordings() {
        return DataHome.of(System.getenv())
                .find(Catalogue.load().find("fsdd").orElseThrow())
                .orElseThrow();
    }

    @Test
    void noRecordingOfTheTestIsInTheTraining() {
        DigitClips clips = DigitClips.read(recordings(), new Recordings(SoundForm.SPEECH));
        Set<String> training = places(DigitStrings.strings(clips, Part.TRAIN, 1, 4000));
        Set<String> test = places(DigitStrings.strings(clips, Part.TEST, 1, 600));
        assertTrue(Collections.disjoint(training, test));
        assertEquals(2700, training.size(), 5);
        assertEquals(300, test.size(), 2);
    }

    @Test
    void stringsHaveTheFeaturesOfTheirSounds() {
        SpeechDataset data = DigitStrings.load(recordings(), SoundForm.SPEECH, 1, 20, 10);
        assertEquals(
                "digit-strings: 20 sounds to learn from, 0 to validate, 10 to test. Read 3,000 sounds of 3,000 files;"
                        + " dropped none.",
                data.toString());
        for (SpokenExample example : data.all()) {
            String transcript = example.rightTargets().getFirst();
            int digits = transcript.split(" ").length;
            assertTrue(transcript.matches("[0-9]( [0-9]){2,6}"), transcript);
            // A digit takes at least a seventh of a second, a pause a twentieth; a frame is of 10 ms.
            assertTrue(example.length() > 19 * digits, example.length() + " frames of " + transcript);
        }
    }

    private static Set<String> places(List<DigitString> strings) {
        return strings.stream()
                .flatMap(string -> string.clips().stream())
                .map(Clip::place)
                .collect(Collectors.toSet());
    }
}
