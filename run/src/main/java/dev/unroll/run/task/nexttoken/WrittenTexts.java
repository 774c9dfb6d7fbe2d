package dev.unroll.run.task.nexttoken;

import dev.unroll.core.model.LanguageModel;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prompt;
import dev.unroll.core.model.Sampling;
import dev.unroll.core.pass.NonFiniteException;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Texts that a model wrote.
 *
 * @param start what they begin with, or how they were drawn
 */
record WrittenTexts(String start, List<String> texts) {

    /** A temperature at which texts are neither dull nor wild. */
    static final double TEMPERATURE = 0.8;

    WrittenTexts {
        texts = List.copyOf(texts);
    }

    /** Lets a model write {@code count} texts of at most {@code length} tokens. */
    static WrittenTexts draw(String name, Model model, Prompt start, double temperature, int count, int length) {
        var sampling = new Sampling(temperature, 0, 1, 0);
        var writer = new LanguageModel(model);
        List<String> before = model.text().startTokens(start.text());
        return new WrittenTexts(
                name,
                LongStream.range(0, count)
                        .mapToObj(number -> {
                            try {
                                List<String> tokens = writer.generate(start, length, sampling, number);
                                return model.text()
                                        .tokenizer()
                                        .join(Stream.concat(before.stream(), tokens.stream())
                                                .toList());
                            } catch (NonFiniteException e) {
                                return "(" + e.getMessage() + ")";
                            }
                        })
                        .toList());
    }
}
