package dev.unroll.core.explain;

import dev.unroll.core.explain.PairExplanation.Hiding;
import dev.unroll.core.input.TextEncoder;
import dev.unroll.core.input.Vocabulary;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.network.TokenList;
import java.util.List;
import java.util.stream.IntStream;

/** A source of which one place at a time can be hidden: a step as the network puts it out, which may be several that it reads. */
interface HiddenSource {

    /** Returns how places are hidden. */
    Hiding hiding();

    /** Returns how many places there are. */
    int places();

    /** Returns the source as it is. */
    Sequences whole();

    /** Returns it without one place, a sequence for each from {@code from} to before {@code to}. */
    Sequences without(int from, int to);

    /**
     * The tokens of a text.
     *
     * @param reduction how many of them the network joins to one
     */
    record OfText(TextEncoder text, int reduction, TokenList tokens) implements HiddenSource {

        @Override
        public Hiding hiding() {
            if (text.vocabulary().isOpen()) {
                return Hiding.UNKNOWN;
            }
            return places() > 1 ? Hiding.LEFT_OUT : Hiding.NOTHING;
        }

        @Override
        public int places() {
            return Math.ceilDiv(tokens.length(), reduction);
        }

        @Override
        public Sequences whole() {
            return Sequences.ofTokens(List.of(tokens));
        }

        @Override
        public Sequences without(int from, int to) {
            return Sequences.ofTokens(IntStream.range(from, to)
                    .mapToObj(this::without)
                    .map(TokenList::of)
                    .toList());
        }

        private int[] without(int place) {
            if (hiding() == Hiding.UNKNOWN) {
                int unknown = text.vocabulary().indexOf(Vocabulary.UNKNOWN);
                return IntStream.range(0, tokens.length())
                        .map(step -> step / reduction == place ? unknown : tokens.get(step))
                        .toArray();
            }
            return IntStream.range(0, tokens.length())
                    .filter(step -> step / reduction != place)
                    .map(tokens::get)
                    .toArray();
        }
    }

    /**
     * Measured numbers.
     *
     * @param vectors [T, features], as the network reads them
     * @param reduction how many steps the network joins to one
     */
    record OfVectors(Matrix vectors, int reduction) implements HiddenSource {

        @Override
        public Hiding hiding() {
            return Hiding.ZERO;
        }

        @Override
        public int places() {
            return Math.ceilDiv(vectors.rows(), reduction);
        }

        @Override
        public Sequences whole() {
            return Sequences.ofVectors(List.of(vectors));
        }

        @Override
        public Sequences without(int from, int to) {
            return Sequences.ofVectors(
                    IntStream.range(from, to).mapToObj(this::without).toList());
        }

        private Matrix without(int place) {
            Matrix hidden = Matrix.zeros(vectors.rows(), vectors.columns());
            for (int step = 0; step < vectors.rows(); step++) {
                if (step / reduction != place) {
                    System.arraycopy(
                            vectors.data(), vectors.at(step), hidden.data(), hidden.at(step), vectors.columns());
                }
            }
            return hidden;
        }
    }
}
