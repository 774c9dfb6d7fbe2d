package dev.unroll.run.task.classify;

import dev.unroll.core.input.Cut;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.model.Model;
import dev.unroll.core.model.Prompt;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.network.TokenList;
import dev.unroll.data.DataException;
import dev.unroll.data.Dataset;
import dev.unroll.data.LabeledText;
import dev.unroll.data.Split;
import dev.unroll.data.TextDataset;
import dev.unroll.data.baseline.LetterBagNetwork;
import dev.unroll.data.baseline.NgramBayes;
import dev.unroll.data.baseline.WordRegression;
import dev.unroll.data.embedding.WordVectors;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.ModelTable;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.explain.LabelQuestion;
import dev.unroll.run.task.DataSource;
import dev.unroll.run.task.Question;
import dev.unroll.run.task.Readers;
import dev.unroll.run.task.Scores;
import dev.unroll.run.task.Suspicion;
import dev.unroll.run.task.TextEncoding;
import dev.unroll.run.task.TrainingData;
import dev.unroll.run.task.TypedWords;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which label a text has. */
final class ClassifyTexts extends ClassifyProblem<LabeledText> {

    private final TextEncoder text;

    ClassifyTexts(TextEncoder text, List<String> labels) {
        super(text, labels);
        this.text = text;
    }

    /** Reads the texts of a configuration; the encoder knows the tokens of the training part, and one for all others. */
    static TrainingData<LabeledText> learn(TrainConfig config, DataSource source) {
        TextDataset texts = ClassifyType.requireClasses(Readers.labeledTexts(source, source.form()));
        Suspicion.check(source, texts);
        if (config.model().input() == ModelTable.Input.VECTORS) {
            throw new ConfigException(
                    texts.name() + " has texts, so model.input must be one_hot or embedding but is vectors");
        }
        try {
            Split<LabeledText> split = TrainingData.split(config, texts);
            TextEncoder text = TextEncoder.learn(
                            split.train().stream().map(LabeledText::text),
                            TextEncoding.normalization(config.data()),
                            TextEncoding.tokenizer(config.data()),
                            Marks.NONE,
                            new Vocabulary.Limits(
                                    config.data().minCount(), config.data().maxVocabulary()))
                    .cutting(TextEncoding.cut(config.data()));
            var problem = new ClassifyTexts(text, texts.labels());
            return new TrainingData<>(
                    texts, source.edition(), split, problem, wordVectors(config.model(), text, split.train()));
        } catch (IllegalArgumentException e) {
            throw new DataException(texts.name() + ": " + e.getMessage(), e);
        }
    }

    private static Optional<WordVectors> wordVectors(ModelTable model, TextEncoder text, List<LabeledText> training) {
        TextEncoder whole = text.cutting(Cut.NONE);
        return switch (model.vectors()) {
            case ModelTable.NO_VECTORS -> Optional.empty();
            case ModelTable.COUNTED_VECTORS -> {
                List<int[]> texts = training.stream()
                        .map(example -> whole.encode(example.text()))
                        .toList();
                yield Optional.of(WordVectors.count(texts, whole.vocabulary(), model.embeddingSize()));
            }
            default ->
                Optional.of(WordVectors.read(Path.of(model.vectors()), whole.vocabulary(), model.embeddingSize()));
        };
    }

    @Override
    public Dataset<LabeledText> read(DataSource source) {
        return Readers.labeledTexts(source, source.form(text.normalization(), text.tokenizer()));
    }

    @Override
    public String unit(int count) {
        return count == 1 ? "text" : "texts";
    }

    @Override
    public InputSpec inputSpec(ModelTable model) {
        return TextEncoding.inputSpec(model, text);
    }

    @Override
    Sequences sequences(List<LabeledText> examples) {
        var packer = new TokenList.Packer(text.vocabulary().size());
        return Sequences.ofTokens(examples.stream()
                .map(example -> packer.pack(TextEncoding.tokens(text, example, Optional.empty())))
                .toList());
    }

    @Override
    List<Scores> comparisons(List<LabeledText> training, List<LabeledText> scored) {
        if (text.tokenizer() != Tokenizer.CHARACTERS) {
            return List.of(score(WordRegression.train(training, text.tokenizer()), LabeledText::text, scored));
        }
        return List.of(
                score(NgramBayes.train(training), LabeledText::text, scored),
                score(LetterBagNetwork.train(training), LabeledText::text, scored));
    }

    @Override
    public void count(Dataset<LabeledText> dataset, Map<String, Object> counts) {
        TextEncoding.count(dataset.all(), text, task().outputs(), counts);
    }

    @Override
    Answered.Shown shown(LabeledText example, int number) {
        return new Answered.Shown(example.text(), Optional.empty());
    }

    @Override
    public List<List<String>> next(Model model, LabeledText example) {
        String asked = TypedWords.beginning(example.text());
        return List.of(List.of("predict", "MODEL", asked), List.of("explain", "MODEL", asked));
    }

    @Override
    public Question question(LabeledText example, int number, int word) {
        return new LabelQuestion.OfText(new Prompt(Optional.empty(), example.text()), Optional.of(example.label()));
    }
}
