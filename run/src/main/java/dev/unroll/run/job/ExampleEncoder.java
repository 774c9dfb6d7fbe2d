package dev.unroll.run.job;

import dev.unroll.core.input.Cut;
import dev.unroll.core.input.InputEncoder;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Task;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.train.Examples;
import dev.unroll.core.train.Labels;
import dev.unroll.data.DataException;
import dev.unroll.data.Labeled;
import dev.unroll.data.LabeledText;
import dev.unroll.data.LabeledVectors;
import dev.unroll.run.config.DataTable;
import dev.unroll.run.config.DataTable.Keep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The way from a data set to a network's examples: a class for each text or sequence of vectors, or for each token the one
 * that follows.
 */
public record ExampleEncoder(Task task, InputEncoder input, List<String> labels) {

    private static final int LONGEST_SHOWN = 60;

    /** Returns the encoder of a model. */
    public static ExampleEncoder of(Model model) {
        return new ExampleEncoder(model.task(), model.input(), model.labels());
    }

    /** Returns the form in which a configuration has its texts. */
    public static Normalization normalization(DataTable data) {
        if (data.ascii()) {
            return data.lowercase() ? Normalization.ASCII_LOWER_CASE : Normalization.ASCII;
        }
        return data.lowercase() ? Normalization.UNICODE_LOWER_CASE : Normalization.UNICODE;
    }

    /** Returns the encoder that classifies texts: the tokens of the training texts, and one entry for all others. */
    static ExampleEncoder classifying(DataTable data, List<LabeledText> training, List<String> labels) {
        TextEncoder text = TextEncoder.learn(
                training.stream().map(LabeledText::text),
                normalization(data),
                tokenizer(data),
                Marks.NONE,
                new Vocabulary.Limits(data.minCount(), data.maxVocabulary()));
        return new ExampleEncoder(Task.CLASSIFY, text.cutting(cut(data)), labels);
    }

    /** Returns the encoder that classifies sequences of vectors. */
    static ExampleEncoder classifying(VectorEncoder vectors, List<String> labels) {
        return new ExampleEncoder(Task.CLASSIFY, vectors, labels);
    }

    /**
     * Returns the encoder that guesses the next token. Its labels are the tokens, so an entry for unknown ones is made only
     * if the configuration leaves some out; else the vocabulary is that of all texts, in the order of their appearance.
     */
    static ExampleEncoder guessing(DataTable data, List<LabeledText> all) {
        Tokenizer tokenizer = tokenizer(data);
        Marks marks = marks(data);
        List<String> distinct = all.stream()
                .flatMap(example -> tokenizer.tokens(example.text()).stream())
                .distinct()
                .toList();
        List<String> first = new ArrayList<>(marks.tokens());
        if (marks == Marks.LABEL_AND_END) {
            all.stream()
                    .map(LabeledText::label)
                    .distinct()
                    .map(Marks::labelToken)
                    .forEach(first::add);
        }
        boolean open = data.minCount() > 1 || distinct.size() + first.size() > data.maxVocabulary();
        Vocabulary vocabulary;
        if (open) {
            int most = Math.max(1, data.maxVocabulary() - first.size());
            vocabulary = Vocabulary.open(join(first, frequent(data, all, most)));
        } else {
            vocabulary = Vocabulary.of(join(first, distinct));
        }
        var text = new TextEncoder(normalization(data), tokenizer, marks, vocabulary, cut(data));
        return new ExampleEncoder(Task.NEXT_TOKEN, text, vocabulary.tokens());
    }

    private static List<String> frequent(DataTable data, List<LabeledText> all, int most) {
        Stream<String> tokens = all.stream().flatMap(example -> tokenizer(data).tokens(example.text()).stream());
        List<String> counted = Vocabulary.count(tokens, new Vocabulary.Limits(data.minCount(), most))
                .tokens();
        return counted.subList(1, counted.size());
    }

    private static List<String> join(List<String> first, List<String> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }

    private static Marks marks(DataTable data) {
        return switch (data.marks()) {
            case NONE -> Marks.NONE;
            case END -> Marks.END;
            case LABEL -> Marks.LABEL_AND_END;
        };
    }

    private static Tokenizer tokenizer(DataTable data) {
        return switch (data.tokens()) {
            case CHARACTERS -> Tokenizer.CHARACTERS;
            case WORDS -> Tokenizer.WORDS;
            case HTML_WORDS -> Tokenizer.HTML_WORDS;
        };
    }

    private static Cut cut(DataTable data) {
        if (data.longest() == 0) {
            return Cut.NONE;
        }
        return new Cut(data.longest(), data.keep() == Keep.START ? Cut.End.START : Cut.End.END);
    }

    /** Returns the way from a text; throws if examples are vectors. */
    public TextEncoder text() {
        if (input instanceof TextEncoder text) {
            return text;
        }
        throw new IllegalStateException("the examples are vectors, so they have no way from texts");
    }

    /** Returns the examples; throws if one cannot be encoded or has a label that the model has not. */
    public Examples encode(List<? extends Labeled> examples) {
        return switch (task) {
            case CLASSIFY -> new Examples(inputs(examples), Labels.ofSequences(classes(examples)));
            case NEXT_TOKEN -> followers(examples);
        };
    }

    private int[] classes(List<? extends Labeled> examples) {
        Map<String, Integer> indices = new HashMap<>();
        for (String label : labels) {
            indices.put(label, indices.size());
        }
        int[] classes = new int[examples.size()];
        for (int i = 0; i < classes.length; i++) {
            String name = examples.get(i).label();
            Integer label = indices.get(name);
            if (label == null) {
                throw new DataException("the model has no label \"" + name + "\"; it has " + String.join(", ", labels));
            }
            classes[i] = label;
        }
        return classes;
    }

    private Sequences inputs(List<? extends Labeled> examples) {
        return switch (input) {
            case TextEncoder _ ->
                Sequences.ofTokens(examples.stream().map(this::tokens).toArray(int[][]::new));
            case VectorEncoder encoder -> {
                List<Matrix> vectors = new ArrayList<>(examples.size());
                for (Labeled example : examples) {
                    vectors.add(vectors(encoder, example, vectors.size()));
                }
                yield Sequences.ofVectors(vectors);
            }
        };
    }

    /** A text of one token has none that follows: it is left out. */
    private Examples followers(List<? extends Labeled> texts) {
        return followers(
                texts.stream().map(this::tokens).filter(text -> text.length > 1).toArray(int[][]::new));
    }

    private static Examples followers(int[][] texts) {
        int[][] inputs = Arrays.stream(texts)
                .map(text -> Arrays.copyOf(text, text.length - 1))
                .toArray(int[][]::new);
        int[][] next = Arrays.stream(texts)
                .map(text -> Arrays.copyOfRange(text, 1, text.length))
                .toArray(int[][]::new);
        return new Examples(Sequences.ofTokens(inputs), Labels.ofSteps(next));
    }

    /** Returns one long text as parallel streams of like length; each token but the first is to be guessed once. */
    public Examples streams(Labeled text, int count) {
        int[] tokens = tokens(text);
        int streams = Math.clamp(tokens.length - 1L, 1, count);
        int[][] parts = new int[streams][];
        for (int i = 0; i < streams; i++) {
            int from = (int) ((long) i * (tokens.length - 1) / streams);
            int to = (int) ((i + 1L) * (tokens.length - 1) / streams);
            parts[i] = Arrays.copyOfRange(tokens, from, to + 1);
        }
        return followers(parts);
    }

    /** Returns the indices of a text, [T], marks and its label among them. */
    int[] tokens(Labeled labeled) {
        if (!(labeled instanceof LabeledText example)) {
            throw new DataException("the data are vectors, but texts are expected");
        }
        TextEncoder text = text();
        int[] tokens;
        try {
            tokens = text.marks() == Marks.LABEL_AND_END
                    ? text.encode(example.label(), example.text())
                    : text.encode(example.text());
        } catch (IllegalArgumentException e) {
            throw new DataException("\"" + shown(example.text()) + "\": " + e.getMessage(), e);
        }
        if (tokens.length == 0) {
            throw new DataException("\"" + shown(example.text()) + "\" has no token; remove it from the data");
        }
        return tokens;
    }

    private static Matrix vectors(VectorEncoder encoder, Labeled example, int index) {
        if (!(example instanceof LabeledVectors labeled)) {
            throw new DataException("the data are texts, but vectors are expected");
        }
        try {
            return encoder.encode(labeled.vectors());
        } catch (IllegalArgumentException e) {
            throw new DataException("sequence " + index + ": " + e.getMessage(), e);
        }
    }

    private static String shown(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }
}
