package dev.unroll.cli.ask;

import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.Json;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.UserError;
import dev.unroll.core.decode.CtcBeam;
import dev.unroll.core.decode.CtcStream;
import dev.unroll.core.decode.Transcript;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.model.Model;
import dev.unroll.core.pass.NetworkWeights;
import dev.unroll.core.task.Transduce;
import dev.unroll.data.sound.FeatureChunks;
import dev.unroll.run.sequence.AskedSearch;
import dev.unroll.run.task.Asking;
import dev.unroll.run.task.Printed;
import dev.unroll.run.task.SoundSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a model of CTC says while it hears a sound: a line each time that it says something else, and one at the end. */
final class FollowedSound {

    /** Seconds that are heard before the next answer. */
    private static final double CHUNK = 0.5;

    private final Terminal terminal;
    private final Model model;
    private final Transduce task;
    private final double stepSeconds;

    FollowedSound(Terminal terminal, Model model) {
        this.terminal = terminal;
        this.model = model;
        this.task = model.task(Transduce.class, Transduce.NAME);
        this.stepSeconds = SoundSettings.stepSeconds(model).orElse(0.0);
    }

    /** How a line is printed. */
    enum Form {
        TEXT,
        JSON
    }

    /** Follows the one sound that was given. */
    ExitCode follow(List<String> inputs, Asking.Targets targets, Form form) {
        if (inputs.size() != 1 || inputs.getFirst().equals("-")) {
            throw usage("--stream follows one sound, so name one file: FILE.wav");
        }
        AskedSearch asked = AskedSearch.of(task, targets);
        CtcBeam beam = asked.known().orElseGet(() -> new CtcBeam(asked.search().beam()));
        try {
            var stream = new CtcStream(
                    NetworkWeights.forInference(model.network()), task.unknown(), beam, Kernels.fastest(), Team.of(1));
            follow(stream, SoundSettings.chunks(model, Path.of(inputs.getFirst()), CHUNK), form);
        } catch (IllegalArgumentException e) {
            throw usage("--stream cannot follow " + inputs.getFirst() + ": " + e.getMessage());
        }
        return ExitCode.DONE;
    }

    private static UserError usage(String sentence) {
        return new UserError(ExitCode.USAGE, sentence);
    }

    private void follow(CtcStream stream, FeatureChunks chunks, Form form) {
        String before = "";
        // Once nobody takes the answers, there is no use in more of them.
        while (chunks.hasNext() && !terminal.out().checkError()) {
            Matrix heard = model.vectors().encode(chunks.next());
            Transcript transcript = stream.add(heard);
            String text = text(transcript);
            if (!text.equals(before) || !chunks.hasNext()) {
                print(stream, transcript, form);
                terminal.out().flush();
            }
            before = text;
        }
    }

    private String text(Transcript transcript) {
        return task.target().decode(transcript.tokens().toArray());
    }

    private void print(CtcStream stream, Transcript transcript, Form form) {
        double seconds = stream.steps() * stepSeconds;
        switch (form) {
            case TEXT ->
                terminal.out()
                        .println(String.format(Locale.ROOT, "%.2f", seconds) + "\t" + Printed.inLine(text(transcript)));
            case JSON -> Json.printLine(terminal, data(transcript, seconds));
        }
    }

    private Map<String, Object> data(Transcript transcript, double seconds) {
        TextEncoder target = task.target();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("seconds", seconds);
        data.put("target", text(transcript));
        data.put(
                "tokens",
                Arrays.stream(transcript.tokens().toArray())
                        .mapToObj(target.vocabulary()::token)
                        .toList());
        data.put("log_probability", transcript.logProbability());
        return data;
    }
}
