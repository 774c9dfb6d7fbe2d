package dev.unroll.run.task.transduce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.unroll.core.decode.Hypothesis;
import dev.unroll.core.model.Transduction;
import dev.unroll.core.network.TokenList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers as people and machines see them. */
class PairAnswersTest {

    private static Transduction nothing(boolean isEnded) {
        return new Transduction(
                "", List.of(), List.of("a"), new Hypothesis(TokenList.of(), -1, -1, isEnded, List.of()));
    }

    @Test
    void anAnswerWithoutTokensIsShownAsEmpty() {
        assertEquals("(empty)", PairAnswers.shown(nothing(true)));
        assertEquals("(empty) … (cut: it did not end)", PairAnswers.shown(nothing(false)));
    }

    @Test
    void anAnswerWithoutTokensIsAnEmptyTextForMachines() {
        assertEquals("", PairAnswers.data(nothing(true)).get("target"));
    }
}
