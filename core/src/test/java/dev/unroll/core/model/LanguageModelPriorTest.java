package dev.unroll.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cells.Cells;
import dev.unroll.core.decode.CtcBeam;
import dev.unroll.core.decode.Prior;
import dev.unroll.core.input.Marks;
import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Head;
import dev.unroll.core.network.Initialization;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.task.NextToken;
import dev.unroll.core.task.Transduce;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a model of letters knows of the targets of a model of CTC. */
class LanguageModelPriorTest {

    private static final TextEncoder TARGET = text(Tokenizer.CHARACTERS, Marks.NONE, "<unk>", "a", "b");

    private static TextEncoder text(Tokenizer tokenizer, Marks marks, String... tokens) {
        return new TextEncoder(Normalization.UNICODE, tokenizer, marks, Vocabulary.of(List.of(tokens)));
    }

    /** A model whose tokens have these logits whatever came before. */
    private static Model letters(TextEncoder text, float... logits) {
        int size = text.vocabulary().size();
        NetworkSpec spec = NetworkSpec.reading(new InputSpec.OneHot(size))
                .then(width -> new Layer(Cells.gru(width, 1, Bias.ABSENT)))
                .then(new Head.Linear(size));
        float[] values =
                new float[Network.initialize(spec, Initialization.PYTORCH, 1).values().length];
        System.arraycopy(logits, 0, values, values.length - size, logits.length);
        return new Model("letters", new NextToken(text), Network.of(spec, values), text);
    }

    private static String refused(TextEncoder own, TextEncoder target) {
        var model = new LanguageModel(letters(own));
        return assertThrows(IllegalArgumentException.class, () -> model.prior(target))
                .getMessage();
    }

    @Test
    void tokensAreFoundByWhatTheyAreAndNotByTheirNumbers() {
        Model model = letters(
                text(Tokenizer.CHARACTERS, Marks.BEGIN_AND_END, "<unk>", "<s>", "</s>", "b", "c", "a"),
                0,
                0,
                1,
                3,
                0,
                2);
        Prior.State start = new LanguageModel(model).prior(TARGET).start();
        double logSum = StrictMath.log(
                3 + IntStream.of(1, 2, 3).mapToDouble(StrictMath::exp).sum());

        assertEquals(2 - logSum, start.logProbability(1), 1e-6);
        assertEquals(3 - logSum, start.logProbability(2), 1e-6);
        assertEquals(1 - logSum, start.after(1).logEnd(), 1e-6);
    }

    @Test
    void aClosedVocabularyNeedsNoTokenForTheUnknown() {
        Prior.State start = new LanguageModel(letters(text(Tokenizer.CHARACTERS, Marks.NONE, "a", "b")))
                .prior(TARGET)
                .start();
        assertEquals(Double.NEGATIVE_INFINITY, start.logProbability(0));
        assertEquals(-StrictMath.log(2), start.logProbability(1), 1e-6);
    }

    @Test
    void aTransducerSaysWhatIsProbableOfWhatSoundsAlike() {
        NetworkSpec spec = NetworkSpec.reading(new InputSpec.Dense(1))
                .then(width -> new Layer(Cells.gru(width, 1, Bias.ABSENT)))
                .then(new Head.Linear(4));
        float[] values =
                new float[Network.initialize(spec, Initialization.PYTORCH, 1).values().length];
        // Of <unk>, a, b and the blank: a is heard a little better than b.
        System.arraycopy(new float[] {-9, 1.1f, 1, -9}, 0, values, values.length - 4, 4);
        var hearing = new Model(
                "hearing",
                new Transduce(TARGET, new Transduce.Ctc(1)),
                Network.of(spec, values),
                new VectorEncoder(1, 0, 1));
        Prior prior = new LanguageModel(letters(
                        text(Tokenizer.CHARACTERS, Marks.BEGIN_AND_END, "<unk>", "<s>", "</s>", "a", "b"),
                        0,
                        0,
                        0,
                        0,
                        2))
                .prior(TARGET);
        Matrix sound = Matrix.zeros(1, 1);

        var alone = new Transducer(hearing);
        var knowing = new Transducer(hearing, new CtcBeam(3).withPrior(prior, 0.5, 0));
        assertEquals("a", alone.answers(sound, alone.search(), "").getFirst().text());
        assertEquals(3, knowing.search().beam());
        assertEquals(
                "b", knowing.answers(sound, knowing.search(), "").getFirst().text());
        assertEquals(
                "b",
                knowing.fork().answers(sound, knowing.search(), "").getFirst().text());
    }

    @Test
    void tokensThatTheModelDoesNotKnowAreNamed() {
        TextEncoder own = text(Tokenizer.CHARACTERS, Marks.NONE, "<unk>", "a");
        assertEquals(
                "model letters does not know \"b\", of which targets are made; train it on texts that have all of their"
                        + " tokens",
                refused(own, TARGET));
        assertEquals(
                "model letters does not know \"b\", \"c\", \"d\", \"e\", \"f\" and 2 more, of which targets are made; train it"
                        + " on texts that have all of their tokens",
                refused(own, text(Tokenizer.CHARACTERS, Marks.NONE, "a", "b", "c", "d", "e", "f", "g", "h")));
    }

    @Test
    void otherTokensAreRefused() {
        assertEquals(
                "model letters reads other tokens (words) than targets are made of (characters); one that reads the same"
                        + " is needed",
                refused(text(Tokenizer.WORDS, Marks.NONE, "<unk>", "a", "b"), TARGET));
    }

    @Test
    void textsThatBeginWithALabelAreRefused() {
        assertEquals(
                "the texts of model letters begin with a label, so it knows nothing of those without; one trained on"
                        + " texts alone is needed",
                refused(
                        text(Tokenizer.CHARACTERS, Marks.LABEL_AND_END, "<unk>", "</s>", "<label:x>", "a", "b"),
                        TARGET));
    }
}
