package dev.unroll.run.job;

import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.model.Task;
import dev.unroll.core.score.ConfusionMatrix;
import dev.unroll.data.Labeled;
import dev.unroll.data.LabeledText;
import dev.unroll.data.LabeledVectors;
import dev.unroll.data.baseline.Baseline;
import dev.unroll.data.baseline.LetterBagNetwork;
import dev.unroll.data.baseline.MajorityClass;
import dev.unroll.data.baseline.NgramBayes;
import dev.unroll.data.baseline.VectorRegression;
import dev.unroll.data.baseline.WordRegression;
import java.util.List;
import java.util.function.Function;

/** The simple models that stand beside every score, on the same split. */
public final class Baselines {

    /** With more classes, only the majority class is a baseline: all others weigh every class for every example. */
    public static final int MOST_CLASSES = 1000;

    private Baselines() {}

    /** Returns the scores of the task's baselines, trained on one part and scored on another. */
    static List<Scores> score(TrainingData data) {
        ExampleEncoder encoder = data.encoder();
        if (encoder.task() == Task.NEXT_TOKEN) {
            return NextTokenBaselines.score(encoder.labels().size(), data.training(1), data.scoring(data.scored()));
        }
        List<? extends Labeled> training = data.split().train();
        List<? extends Labeled> scored = data.scored();
        Scores majority = score(MajorityClass.train(training), encoder, scored);
        if (encoder.labels().size() > MOST_CLASSES) {
            return List.of(majority);
        }
        return switch (encoder.input()) {
            case TextEncoder text -> {
                List<LabeledText> texts = only(LabeledText.class, training);
                List<LabeledText> asked = only(LabeledText.class, scored);
                if (text.tokenizer() != Tokenizer.CHARACTERS) {
                    var words = WordRegression.train(texts, text.tokenizer());
                    yield List.of(score(words, LabeledText::text, encoder, asked), majority);
                }
                yield List.of(
                        score(NgramBayes.train(texts), LabeledText::text, encoder, asked),
                        score(LetterBagNetwork.train(texts), LabeledText::text, encoder, asked),
                        majority);
            }
            case VectorEncoder _ -> {
                Baseline<Matrix> baseline = VectorRegression.train(only(LabeledVectors.class, training));
                yield List.of(
                        score(baseline, LabeledVectors::vectors, encoder, only(LabeledVectors.class, scored)),
                        majority);
            }
        };
    }

    /** Returns the score of always giving the most frequent label of the very examples that are scored. */
    static Scores majority(ExampleEncoder encoder, List<? extends Labeled> scored) {
        return score(MajorityClass.train(scored), encoder, scored);
    }

    private static Scores score(MajorityClass majority, ExampleEncoder encoder, List<? extends Labeled> scored) {
        return score(majority, Labeled::label, encoder, scored);
    }

    private static <E extends Labeled, I> Scores score(
            Baseline<? super I> baseline, Function<? super E, I> input, ExampleEncoder encoder, List<E> scored) {
        List<String> labels = encoder.labels();
        var confusion = new ConfusionMatrix(Math.max(2, labels.size()));
        for (E example : scored) {
            String answer = baseline.predict(input.apply(example));
            confusion.add(labels.indexOf(example.label()), labels.indexOf(answer));
        }
        return new Scores(baseline.key(), baseline.name(), confusion);
    }

    private static <E extends Labeled> List<E> only(Class<E> type, List<? extends Labeled> examples) {
        return examples.stream().map(type::cast).toList();
    }
}
