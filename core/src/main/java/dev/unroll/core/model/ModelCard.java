package dev.unroll.core.model;

import dev.unroll.core.network.Layer;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The {@code README.md} of a model folder, made of what the model knows of itself. */
final class ModelCard {

    private static final int CARD_DECIMALS = 2;

    private final Model model;
    private final StringBuilder text = new StringBuilder();

    ModelCard(Model model) {
        this.model = model;
    }

    String text() {
        text.append("# ").append(model.name()).append("\n\n");
        text.append("A recurrent network that ")
                .append(model.task().says(model.input()))
                .append(".\n");
        text.append("Trained with Unroll; `unroll predict` and `unroll inspect` read this folder.\n\n");
        section("Scores", "scores");
        section("Data", "data");
        equations();
        section("Configuration", "config");
        section("Environment", "environment");
        return text.toString();
    }

    private void equations() {
        text.append("## Equations\n\n");
        List<Layer> layers = model.network().spec().layers();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            String reading = layer.reading().name().toLowerCase(Locale.ROOT);
            text.append("Layer ").append(i).append(", ").append(reading).append(":\n\n");
            text.append("```text\n").append(layer.cell()).append("\n```\n\n");
        }
        text.append(String.format(
                Locale.ROOT, "%,d parameters.%n%n", model.network().layout().size()));
    }

    private void section(String title, String key) {
        if (!(model.training().get(key) instanceof Map<?, ?> entries) || entries.isEmpty()) {
            return;
        }
        text.append("## ").append(title).append("\n\n");
        if (key.equals("scores")) {
            scores();
        } else {
            entries.forEach((name, value) -> entry(String.valueOf(name), value));
        }
        text.append('\n');
    }

    private void scores() {
        NotedScores noted = NotedScores.of(model, "scores");
        text.append("On the test split, which shares no text with the training data.\n\n| |");
        noted.columns().forEach(column -> text.append(' ').append(NotedScores.title(column)).append(" |"));
        text.append("\n|").append("---|".repeat(1 + noted.columns().size())).append('\n');
        for (NotedScores.Row row : noted.rows()) {
            text.append("| ").append(row.key().replace('_', ' '));
            noted.columns()
                    .forEach(column -> text.append(" | ").append(row.shown(column, CARD_DECIMALS)));
            text.append(" |\n");
        }
    }

    private void entry(String name, Object value) {
        if (value instanceof Map<?, ?> nested) {
            nested.forEach((inner, innerValue) -> entry(name + "." + inner, innerValue));
        } else {
            text.append("- `").append(name).append("`: ").append(value).append('\n');
        }
    }
}
