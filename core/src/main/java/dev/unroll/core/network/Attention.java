package dev.unroll.core.network;

import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.network.ParameterLayout.Window;
import dev.unroll.core.network.Signal.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A part that reads a memory: what another network made of the steps of a source. At each step it looks for what matters now,
 * and reads the mean of the memory's rows m, each weighed by how well its score is:
 *
 * <pre>
 *   α = softmax over the source's steps of score(query, m)
 *   context = Σ α m
 * </pre>
 *
 * <p>Only the steps that a source has are ever scored: padding has no row.
 */
public sealed interface Attention extends Part {

    /** How a row m of the memory is scored for a query q. */
    enum Score {
        /** q · m, of equal width. Luong et al. 2015. */
        DOT,
        /** q · (W m). Luong et al. 2015. */
        GENERAL,
        /** v · tanh(W q + U m). Bahdanau et al. 2015. */
        ADDITIVE;

        /** Returns whether rows of the memory are multiplied before they are scored. */
        public boolean hasKeys() {
            return this != DOT;
        }
    }

    /** What a layer that attends reads beside its input. */
    enum Feed {
        /** The context, found by its first state before the step. Bahdanau et al. 2015. */
        CONTEXT,
        /** What attention made of its output at the step before: input feeding. Luong et al. 2015. */
        ATTENTION
    }

    /** Returns how the memory is scored. */
    Score score();

    /** Returns how many numbers a query has. */
    int querySize(Signal given);

    /** Attention after the layers before it: y = tanh(W [context; x]), where x is the query. Luong et al. 2015. */
    record Combined(Score score) implements Attention {

        @Override
        public String kind() {
            return "combined_attention";
        }

        @Override
        public int querySize(Signal given) {
            return given.width();
        }

        @Override
        public Signal gives(Signal given, Place place) {
            place.requireKind(this, given, Kind.STEPS);
            requireMemory(this, given, place);
            return given;
        }

        @Override
        public Place after(Place place, Signal given) {
            return place.from(place.describe(this)).next();
        }

        @Override
        public List<Window> parameters(Place place, Signal given) {
            var windows = scoreWindows(this, place, given);
            windows.add(combineWindow(place, given, given.width()));
            return windows;
        }
    }

    /**
     * A recurrent layer that attends at each step.
     *
     * <pre>
     *   CONTEXT:    h' = cell([x; context], h), the query is h's first state;             y = h'
     *   ATTENTION:  h' = cell([x; y of the step before], h), the query is the cell's output;  y = tanh(W [context; output])
     * </pre>
     *
     * @param layer reads forward
     */
    record Recurrent(Layer layer, Score score, Feed feed) implements Attention {

        public Recurrent {
            if (layer.reading() != Layer.Reading.FORWARD) {
                throw new IllegalArgumentException("a layer that attends must read forward, since what it reads follows"
                        + " from the steps before, but it reads "
                        + layer.reading().name().toLowerCase(Locale.ROOT));
            }
            if (layer.cell().states().isEmpty()) {
                throw new IllegalArgumentException("a layer that attends must have a state to ask with, but cell "
                        + layer.cell().name() + " has none");
            }
        }

        @Override
        public String kind() {
            return "attentive_recurrent";
        }

        @Override
        public int querySize(Signal given) {
            return feed == Feed.CONTEXT
                    ? layer.cell().states().values().iterator().next().size()
                    : layer.outputSize();
        }

        /** Returns how many numbers the layer reads beside its input. */
        public int feedSize(Signal given) {
            return feed == Feed.CONTEXT ? given.memory().width() : layer.outputSize();
        }

        /** Returns the columns of its state: those of the layer, and with input feeding those of its last output. */
        public int stateSize() {
            return layer.stateSize() + (feed == Feed.ATTENTION ? layer.outputSize() : 0);
        }

        @Override
        public Signal gives(Signal given, Place place) {
            place.requireKind(this, given, Kind.STEPS);
            requireMemory(this, given, place);
            layer.gives(given.withWidth(given.width() + feedSize(given)), place);
            return given.withWidth(layer.outputSize());
        }

        @Override
        public Place after(Place place, Signal given) {
            return place.withLayer(stateSize()).next();
        }

        @Override
        public List<Window> parameters(Place place, Signal given) {
            var windows = new ArrayList<>(layer.parameters(place, given));
            windows.addAll(scoreWindows(this, place, given));
            if (feed == Feed.ATTENTION) {
                windows.add(combineWindow(place, given, layer.outputSize()));
            }
            return windows;
        }

        @Override
        public Stream<Part> flat() {
            return Stream.of(this, layer);
        }
    }

    private static void requireMemory(Attention part, Signal given, Place place) {
        int width = given.memory().width();
        if (width == 0) {
            throw new IllegalArgumentException(
                    place.describe(part) + ", attends to a source, but the network's input is no pair");
        }
        if (part.score() == Score.DOT && part.querySize(given) != width) {
            throw new IllegalArgumentException(place.describe(part) + ", multiplies queries of "
                    + part.querySize(given) + " numbers with rows of " + width
                    + " that the encoder makes, so both must be alike; use score general or additive, or another size");
        }
    }

    private static List<Window> scoreWindows(Attention part, Place place, Signal given) {
        int query = part.querySize(given);
        int memory = given.memory().width();
        var windows = new ArrayList<Window>();
        if (part.score() == Score.ADDITIVE) {
            windows.add(Window.of(queryName(place), Role.ATTENTION_WEIGHT, List.of(query, query), query));
        }
        if (part.score().hasKeys()) {
            windows.add(Window.of(keyName(place), Role.ATTENTION_WEIGHT, List.of(query, memory), memory));
        }
        if (part.score() == Score.ADDITIVE) {
            windows.add(Window.of(scoreName(place), Role.ATTENTION_QUERY, List.of(1, query), query));
        }
        return windows;
    }

    private static Window combineWindow(Place place, Signal given, int width) {
        int read = given.memory().width() + width;
        return Window.of(combineName(place), Role.ATTENTION_WEIGHT, List.of(width, read), read);
    }

    /** Returns what the weight W of queries is called, of an attention at this place. */
    static String queryName(Place place) {
        return name(place, "query");
    }

    /** Returns what the weight of the memory is called. */
    static String keyName(Place place) {
        return name(place, "key");
    }

    /** Returns what the vector v is called. */
    static String scoreName(Place place) {
        return name(place, "score");
    }

    /** Returns what the weight of context and output is called. */
    static String combineName(Place place) {
        return name(place, "combine");
    }

    private static String name(Place place, String map) {
        return place.prefix() + "attention_l" + place.layers() + "." + map + ".weight";
    }
}
