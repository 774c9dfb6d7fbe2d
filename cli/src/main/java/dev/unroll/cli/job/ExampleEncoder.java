package dev.unroll.cli.job;

import dev.unroll.cli.config.TrainConfig;
import dev.unroll.core.model.Marks;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Normalization;
import dev.unroll.core.model.Task;
import dev.unroll.core.model.TextEncoder;
import dev.unroll.core.model.Tokenizer;
import dev.unroll.core.model.Vocabulary;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.Labels;
import dev.unroll.data.DataException;
import dev.unroll.data.LabeledText;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The way from texts to a network's examples: a class for each text, or for each token the one that follows. */
public record ExampleEncoder(Task task, TextEncoder text, List<String> labels) {

    /** Returns the encoder of a model. */
    public static ExampleEncoder of(Model model) {
        return new ExampleEncoder(model.task(), model.text(), model.labels());
    }

    /** Returns the form in which a configuration has its texts. */
    public static Normalization normalization(TrainConfig.Data data) {
        if (data.ascii()) {
            return data.lowercase() ? Normalization.ASCII_LOWER_CASE : Normalization.ASCII;
        }
        return data.lowercase() ? Normalization.UNICODE_LOWER_CASE : Normalization.UNICODE;
    }

    /** Returns the encoder that classifies: the tokens of the training texts, and one entry for all others. */
    static ExampleEncoder classifying(TrainConfig.Data data, List<LabeledText> training, List<String> labels) {
        TextEncoder text = TextEncoder.learn(
                training.stream().map(LabeledText::text),
                normalization(data),
                tokenizer(data),
                Marks.NONE,
                new Vocabulary.Limits(data.minCount(), data.maxVocabulary()));
        return new ExampleEncoder(Task.CLASSIFY, text, labels);
    }

    /**
     * Returns the encoder that guesses the next token. Its labels are the tokens, so an entry for unknown ones is made only
     * if the configuration leaves some out; else the vocabulary is that of all texts, in the order of their appearance.
     */
    static ExampleEncoder guessing(TrainConfig.Data data, List<LabeledText> all) {
        Tokenizer tokenizer = tokenizer(data);
        List<String> distinct = all.stream()
                .flatMap(example -> tokenizer.tokens(example.text()).stream())
                .distinct()
                .toList();
        if (data.minCount() > 1 || distinct.size() > data.maxVocabulary()) {
            TextEncoder open = classifying(data, all, List.of()).text();
            return new ExampleEncoder(Task.NEXT_TOKEN, open, open.vocabulary().tokens());
        }
        var text = new TextEncoder(normalization(data), tokenizer, Marks.NONE, Vocabulary.of(distinct));
        return new ExampleEncoder(Task.NEXT_TOKEN, text, distinct);
    }

    private static Tokenizer tokenizer(TrainConfig.Data data) {
        return switch (data.tokens()) {
            case CHARACTERS -> Tokenizer.CHARACTERS;
            case WORDS -> Tokenizer.WORDS;
        };
    }

    /** Returns the examples of these texts; throws if one cannot be encoded or has a label that the model has not. */
    public Examples encode(List<LabeledText> texts) {
        return switch (task) {
            case CLASSIFY -> classes(texts);
            case NEXT_TOKEN -> followers(texts);
        };
    }

    private Examples classes(List<LabeledText> texts) {
        Map<String, Integer> indices = new HashMap<>();
        for (String label : labels) {
            indices.put(label, indices.size());
        }
        int[][] tokens = new int[texts.size()][];
        int[] classes = new int[texts.size()];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = tokens(texts.get(i));
            Integer label = indices.get(texts.get(i).label());
            if (label == null) {
                throw new DataException(
                        "the model has no label \"" + texts.get(i).label() + "\"; it has " + String.join(", ", labels));
            }
            classes[i] = label;
        }
        return new Examples(Sequences.ofTokens(tokens), Labels.ofSequences(classes));
    }

    /** A text of one token has none that follows: it is left out. */
    private Examples followers(List<LabeledText> texts) {
        List<int[]> tokens =
                texts.stream().map(this::tokens).filter(text -> text.length > 1).toList();
        int[][] inputs = tokens.stream()
                .map(text -> Arrays.copyOf(text, text.length - 1))
                .toArray(int[][]::new);
        int[][] next = tokens.stream()
                .map(text -> Arrays.copyOfRange(text, 1, text.length))
                .toArray(int[][]::new);
        return new Examples(Sequences.ofTokens(inputs), Labels.ofSteps(next));
    }

    private int[] tokens(LabeledText example) {
        int[] tokens;
        try {
            tokens = text.encode(example.text());
        } catch (IllegalArgumentException e) {
            throw new DataException("\"" + example.text() + "\": " + e.getMessage(), e);
        }
        if (tokens.length == 0) {
            throw new DataException("\"" + example.text() + "\" has no token; remove it from the data");
        }
        return tokens;
    }
}
