package dev.unroll.core.network;

import dev.unroll.core.network.ParameterLayout.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that a network is, apart from its weights: what it reads, and the parts that this goes through.
 *
 * <pre>
 *   NetworkSpec.reading(new InputSpec.Embedding(5000, 100))
 *           .then(new Dropout(0.5))
 *           .then(width -&gt; new Layer(Cells.lstm(width, 64, Bias.PRESENT), Reading.BIDIRECTIONAL))
 *           .then(new Readout.LastStep())
 *           .then(new Head.Linear(18))
 * </pre>
 */
public final class NetworkSpec {

    private final InputSpec input;
    private final List<Part> parts;
    private final Chain chain;
    private final Optional<Dropouts> dropout;

    private NetworkSpec(InputSpec input, List<Part> given, Optional<Dropouts> dropout) {
        Chain whole = chain(input, given, "");
        this.input = input;
        this.parts = given.stream().filter(part -> !changesNothing(part)).toList();
        this.chain = parts.size() == given.size() ? whole : chain(input, parts, "");
        this.dropout = dropout;
        if (input instanceof InputSpec.Pair && reduction() > 1) {
            throw new IllegalArgumentException(
                    "a decoder must answer each token of the target, so no time_reduction may"
                            + " be among its parts; reduce the time of the source");
        }
    }

    private static boolean changesNothing(Part part) {
        return part instanceof Readout.EveryStep
                || (part instanceof Dropout(double share, Dropout.Mask _) && share == 0);
    }

    private static Chain chain(InputSpec input, List<Part> parts, String prefix) {
        return Chain.of(parts, input.gives(), Place.first(prefix));
    }

    /** The usual network: recurrent layers, a readout and a head, with dropout at the usual places. */
    public NetworkSpec(InputSpec input, List<Layer> layers, Dropouts dropout, Readout readout, Head head) {
        this(input, usualParts(layers, dropout, readout, head), Optional.of(dropout));
    }

    /** The usual network without dropout. */
    public NetworkSpec(InputSpec input, List<Layer> layers, Readout readout, Head head) {
        this(input, layers, Dropouts.NONE, readout, head);
    }

    private static List<Part> usualParts(List<Layer> layers, Dropouts dropout, Readout readout, Head head) {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a network must have at least one recurrent layer");
        }
        List<Part> parts = new ArrayList<>();
        double share = dropout.input();
        for (Layer layer : layers) {
            parts.add(new Dropout(share, dropout.mask()));
            parts.add(layer);
            share = dropout.layers();
        }
        parts.add(readout);
        parts.add(new Dropout(dropout.head(), dropout.mask()));
        if (head instanceof Head.Linear linear) {
            parts.add(linear);
        }
        return parts;
    }

    /** Returns the beginning of a network: what it reads, as it is. */
    public static NetworkSpec reading(InputSpec input) {
        return new NetworkSpec(input, List.of(), Optional.empty());
    }

    /** Returns a network of parts in a row. */
    public static NetworkSpec of(InputSpec input, List<Part> parts) {
        return new NetworkSpec(input, parts, Optional.empty());
    }

    /** Returns this network with one part more. */
    public NetworkSpec then(Part part) {
        return of(input, Stream.concat(parts.stream(), Stream.of(part)).toList());
    }

    /** Returns this network with one part more, made to read what this one gives. */
    public NetworkSpec then(IntFunction<? extends Part> ofWidth) {
        return then(ofWidth.apply(outputSize()));
    }

    public InputSpec input() {
        return input;
    }

    /** Returns the parts; none of those that change nothing. */
    public List<Part> parts() {
        return parts;
    }

    /** Returns the parts at their places. */
    public Chain chain() {
        return chain;
    }

    /** Returns the parts at their places in a network that this one is a part of. */
    public Chain chain(String prefix) {
        return prefix.isEmpty() ? chain : chain(input, parts, prefix);
    }

    /** Returns the recurrent layers, in order, those inside other parts too. */
    public List<Layer> layers() {
        return parts.stream()
                .flatMap(Part::flat)
                .filter(Layer.class::isInstance)
                .map(Layer.class::cast)
                .toList();
    }

    /** Returns the readout: every step if there is no other. */
    public Readout readout() {
        return parts.stream()
                .filter(Readout.class::isInstance)
                .map(Readout.class::cast)
                .findFirst()
                .orElseGet(Readout.EveryStep::new);
    }

    /** Returns the linear layer at the end, or none. */
    public Head head() {
        return !parts.isEmpty() && parts.getLast() instanceof Head.Linear linear ? linear : new Head.None();
    }

    /** Returns the shares of dropout at the usual places; there may be others. */
    public Dropouts dropout() {
        return dropout.orElseGet(() -> new UsualForm(this).dropout());
    }

    /** Returns whether it is the network that its input, layers, dropout, readout and head make: no other parts. */
    public boolean isUsual() {
        return new UsualForm(this).fits();
    }

    /** Returns whether there is an answer at each step, and not one for a whole sequence. */
    public boolean answersEachStep() {
        return chain.gives().kind() != Signal.Kind.SEQUENCES;
    }

    /** Returns the columns of what enters the head. */
    public int featureSize() {
        return head() instanceof Head.Linear ? chain.links().getLast().given().width() : outputSize();
    }

    /** Returns the columns of the network's output. */
    public int outputSize() {
        return chain.gives().width();
    }

    /** Returns the columns of all states, layer by layer, forward before backward. */
    public int stateSize() {
        return chain.end().states();
    }

    /** Returns how many steps of what it reads are one in what it puts out: more than 1 if parts reduce the time. */
    public int reduction() {
        return chain.end().reduction();
    }

    /**
     * Returns whether the network can be run a step at a time, or {@link #reduction} of them if the time is reduced: no layer looks
     * ahead, and there is no source to read first.
     */
    public boolean canStream() {
        return !(input instanceof InputSpec.Pair) && parts.stream().noneMatch(Part::looksAhead);
    }

    List<Window> parameters(String prefix) {
        return Stream.concat(input.parameters(prefix).stream(), chain(prefix).parameters().stream())
                .toList();
    }

    /** Returns what it is, as one line. */
    @Override
    public String toString() {
        Stream<String> words = parts.stream()
                .map(part -> part instanceof Layer layer ? layer.cell().name() : part.kind());
        return Stream.concat(Stream.of(input.kind()), words).collect(Collectors.joining(" → "));
    }
}
