package dev.unroll.core.stream;

import dev.unroll.core.input.Marks;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.model.LabelStream;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prediction;
import java.util.List;
import java.util.Optional;

/** Labels after each event. */
record LabelSequel(Model model, String fingerprint, LabelStream stream) implements Sequel {

    @Override
    public Sequel fork() {
        return new LabelSequel(model, fingerprint, stream.fork());
    }

    @Override
    public Step read(String key, Optional<StreamState> before, Event event) {
        before.ifPresentOrElse(state -> stream.resume(state.state(), state.steps()), stream::restart);
        boolean ofVectors = model.input() instanceof VectorEncoder;
        return switch (event) {
            case Event.Text(String piece) when !ofVectors -> step(stream.read(piece));
            case Event.Vector vector when ofVectors -> step(stream.read(vector.step()));
            case Event.End _ -> new Step(Optional.empty(), end());
            default -> throw Sequel.unreadable(model.name(), ofVectors ? "vectors" : "texts", event);
        };
    }

    private Step step(List<Prediction> answer) {
        return new Step(
                Optional.of(StreamState.of(fingerprint, stream.steps(), stream.state())),
                Optional.of(new Answer.Labels(answer)));
    }

    /** Reads the mark of the end, which alone is a step. */
    private Optional<Answer> end() {
        boolean isMarked = model.input() instanceof TextEncoder text
                && text.marks().tokens().contains(Marks.END_TOKEN);
        return isMarked && stream.steps() > 0 ? Optional.of(new Answer.Labels(stream.end())) : Optional.empty();
    }
}
