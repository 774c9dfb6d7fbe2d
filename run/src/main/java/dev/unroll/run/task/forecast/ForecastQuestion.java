package dev.unroll.run.task.forecast;

import dev.unroll.core.input.History;
import dev.unroll.core.explain.Explanation;
import dev.unroll.core.model.Model;
import dev.unroll.run.task.Question;
import java.util.Optional;

/** Why a series is said to go on as it is. */
record ForecastQuestion(History history) implements Question {

    @Override
    public String name() {
        return "series " + history.series();
    }

    @Override
    public Optional<String> known() {
        return Optional.empty();
    }

    @Override
    public Explanation explain(Model model, Optional<String> answer) {
        throw new IllegalArgumentException("forecasts cannot be explained yet; unroll forecast shows them");
    }
}
