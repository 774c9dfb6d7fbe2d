package dev.unroll.core.network;

import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.network.ParameterLayout.Window;
import java.util.ArrayList;
import java.util.List;

/** What a network reads at each step: the part that all others come after. */
public sealed interface InputSpec {

    /** Returns how many numbers reach the part after it at each step. */
    int width();

    /** Returns what kind of input it is, as data and messages say. */
    String kind();

    /** Returns what the network must be fed with. */
    Sequences.Kind reads();

    /** Returns what the part after it is given. */
    default Signal gives() {
        return new Signal(Signal.Kind.STEPS, width());
    }

    /** Returns its parameters, in order, as if they lay at the start of the flat array. */
    default List<Window> parameters(String prefix) {
        return List.of();
    }

    /** A vector of {@code features} numbers. */
    record Dense(int features) implements InputSpec {
        public Dense {
            requirePositive("features", features);
        }

        @Override
        public int width() {
            return features;
        }

        @Override
        public String kind() {
            return "dense";
        }

        @Override
        public Sequences.Kind reads() {
            return Sequences.Kind.VECTORS;
        }
    }

    /** A token, 0 ≤ token &lt; {@code tokens}, as a row of zeros with a one; gathered, never multiplied. */
    record OneHot(int tokens) implements InputSpec {
        public OneHot {
            requirePositive("tokens", tokens);
        }

        @Override
        public int width() {
            return tokens;
        }

        @Override
        public String kind() {
            return "one_hot";
        }

        @Override
        public Sequences.Kind reads() {
            return Sequences.Kind.TOKENS;
        }

        @Override
        public Signal gives() {
            return new Signal(Signal.Kind.TOKENS, tokens);
        }
    }

    /** A token, 0 ≤ token &lt; {@code tokens}, as a learned vector of {@code width} numbers. Bengio et al. 2003. */
    record Embedding(int tokens, int width) implements InputSpec {
        public Embedding {
            requirePositive("tokens", tokens);
            requirePositive("width", width);
        }

        @Override
        public String kind() {
            return "embedding";
        }

        @Override
        public Sequences.Kind reads() {
            return Sequences.Kind.TOKENS;
        }

        @Override
        public List<Window> parameters(String prefix) {
            Role role = prefix.isEmpty() ? Role.EMBEDDING : Role.INNER_EMBEDDING;
            return List.of(Window.of(prefix + ParameterLayout.EMBEDDING, role, List.of(tokens, width), tokens));
        }
    }

    /**
     * A word, as a learned vector of {@code vector} numbers, and after it what another network makes of the word's letters.
     * Ling et al. 2015.
     *
     * @param words that have a vector: 0 ≤ word &lt; {@code words}
     * @param letters reads the letters of a word, and answers once
     */
    record Words(int words, int vector, NetworkSpec letters) implements InputSpec {

        /** What the names of the parameters that read letters begin with. */
        public static final String PREFIX = "letters.";

        public Words {
            requirePositive("words", words);
            requirePositive("vector", vector);
            if (letters.input().reads() != Sequences.Kind.TOKENS) {
                throw new IllegalArgumentException(
                        "the network that reads the letters of words must read tokens, but its" + " input is "
                                + letters.input().kind());
            }
            if (letters.answersEachStep()) {
                throw new IllegalArgumentException(
                        "the network that reads the letters of words must answer once a word,"
                                + " but it answers at each letter; give it a readout, such as last_step");
            }
            if (letters.parts().stream().flatMap(Part::flat).anyMatch(Dropout.class::isInstance)) {
                throw new IllegalArgumentException(
                        "the network that reads the letters of words must have no dropout, since"
                                + " it reads each word of a batch once and not each time; drop of the words' vectors instead");
            }
        }

        /** Returns how many letters there are: 0 ≤ letter &lt; this. */
        public int letterCount() {
            return switch (letters.input()) {
                case OneHot(int tokens) -> tokens;
                case Embedding(int tokens, int _) -> tokens;
                case Dense _, Words _, Pair _ -> throw new IllegalStateException("letters are tokens");
            };
        }

        @Override
        public int width() {
            return vector + letters.outputSize();
        }

        @Override
        public String kind() {
            return "words";
        }

        @Override
        public Sequences.Kind reads() {
            return Sequences.Kind.WORDS;
        }

        @Override
        public List<Window> parameters(String prefix) {
            var windows = new ArrayList<>(new Embedding(words, vector).parameters(prefix));
            windows.addAll(letters.parameters(prefix + PREFIX));
            return windows;
        }
    }

    /**
     * The token of a target that was told or guessed last, as a learned vector; beside it, what another network makes of the
     * source. The parts after it are a decoder: layers start from the source's last states, and may attend to all that was
     * made of it. Sutskever et al. 2014.
     *
     * @param source reads the source, and answers at each of its steps
     * @param tokens of the target: 0 ≤ token &lt; {@code tokens}
     * @param width of a token's vector
     */
    record Pair(NetworkSpec source, int tokens, int width) implements InputSpec {

        /** What the names of the parameters that read the source begin with. */
        public static final String PREFIX = "source.";

        public Pair {
            requirePositive("tokens", tokens);
            requirePositive("width", width);
            if (!source.answersEachStep()) {
                throw new IllegalArgumentException("the network that reads the source must answer at each step, so that"
                        + " each can be attended to, but its readout is "
                        + source.readout().kind());
            }
            if (source.input() instanceof Pair) {
                throw new IllegalArgumentException("the source of a pair must be no pair itself");
            }
        }

        @Override
        public String kind() {
            return "pair";
        }

        @Override
        public Sequences.Kind reads() {
            return Sequences.Kind.PAIRS;
        }

        @Override
        public Signal gives() {
            return new Signal(Signal.Kind.STEPS, width, new Signal.Memory(source.outputSize(), ends().size()));
        }

        /** Returns which columns of the source's states a decoder starts from: the first state of each direction of its last layer. */
        public Ends ends() {
            return Ends.of(source);
        }

        @Override
        public List<Window> parameters(String prefix) {
            var windows = new ArrayList<>(new Embedding(tokens, width).parameters(prefix));
            windows.addAll(source.parameters(prefix + PREFIX));
            return windows;
        }

        /**
         * Columns of a network's states, one after another.
         *
         * @param column the first, of the forward direction
         * @param width how many of them a direction has
         * @param stride how far that of the backward direction is behind
         */
        public record Ends(int column, int width, int stride, int directions) {

            private static Ends of(NetworkSpec source) {
                List<Layer> layers = source.layers();
                if (layers.isEmpty() || layers.getLast().stateSize() == 0) {
                    return new Ends(0, 0, 0, 0);
                }
                Layer last = layers.getLast();
                int column = source.stateSize() - last.stateSize();
                return new Ends(column, last.firstStateSize(), last.cell().stateSize(), last.directions());
            }

            /** Returns how many columns there are in all. */
            public int size() {
                return directions * width;
            }
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1 but is " + value);
        }
    }
}
