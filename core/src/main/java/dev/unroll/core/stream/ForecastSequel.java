package dev.unroll.core.stream;

import dev.unroll.core.model.ForecastStream;
import dev.unroll.core.model.Model;
import java.util.Optional;

/** The values to come after each value, once there are enough of them. */
record ForecastSequel(Model model, String fingerprint, ForecastStream stream) implements Sequel {

    private static final double[] NONE = {};

    @Override
    public Sequel fork() {
        return new ForecastSequel(model, fingerprint, stream.fork());
    }

    @Override
    public Step read(String key, Optional<StreamState> before, Event event) {
        return switch (event) {
            case Event.Value(double value) -> {
                stream.resume(key, before.map(StreamState::latest).orElse(NONE));
                stream.add(value);
                long steps = before.map(StreamState::steps).orElse(0L) + 1;
                yield new Step(Optional.of(StreamState.of(fingerprint, steps, stream.latest())), forecast());
            }
            case Event.End _ -> new Step(Optional.empty(), Optional.empty());
            default -> throw Sequel.unreadable(model.name(), "values", event);
        };
    }

    private Optional<Answer> forecast() {
        return stream.isReady() ? Optional.of(new Answer.Forecast(stream.forecast())) : Optional.empty();
    }
}
