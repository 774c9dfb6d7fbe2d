package dev.unroll.core.network;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.network.ParameterLayout.Window;
import dev.unroll.core.program.CellProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One recurrent layer: a cell, the order in which it reads the sequences, and what becomes of two directions' outputs. */
public record Layer(Cell cell, Reading reading, Merge merge) implements Part {

    /** The order in which a layer reads. */
    public enum Reading {
        /** From the first step to the last. */
        FORWARD,
        /** From the last valid step to the first. */
        BACKWARD,
        /** Both, each with weights of its own. Schuster and Paliwal 1997. */
        BIDIRECTIONAL
    }

    /** What the two directions of a layer become. */
    public enum Merge {
        /** Side by side, forward first. */
        CONCATENATION,
        /** Their sum. */
        SUM,
        /** Their mean. */
        MEAN,
        /** Their product, number by number. */
        PRODUCT
    }

    public Layer {
        if (merge != Merge.CONCATENATION && reading != Reading.BIDIRECTIONAL) {
            throw new IllegalArgumentException(
                    "only a bidirectional layer has two outputs to merge, but this one reads "
                            + reading.name().toLowerCase(Locale.ROOT));
        }
    }

    /** A layer whose directions, if it has two, stand side by side. */
    public Layer(Cell cell, Reading reading) {
        this(cell, reading, Merge.CONCATENATION);
    }

    /** A layer that reads forward. */
    public Layer(Cell cell) {
        this(cell, Reading.FORWARD);
    }

    /** Returns 1, or 2 for a bidirectional layer. */
    public int directions() {
        return reading == Reading.BIDIRECTIONAL ? 2 : 1;
    }

    /** Returns the columns of the layer's output. */
    public int outputSize() {
        return (merge == Merge.CONCATENATION ? directions() : 1) * cell.outputSize();
    }

    /** Returns the columns of the layer's states, all directions together. */
    public int stateSize() {
        return directions() * cell.stateSize();
    }

    /** Returns the columns of the state that the cell names first: what its output is made of, by custom. */
    public int firstStateSize() {
        return cell.states().values().iterator().next().size();
    }

    /**
     * Returns what the weight is called that makes the first state of a layer of the last states of an encoder's: tanh(W e +
     * b), where its other states begin at zero. Bahdanau et al. 2015.
     */
    public static String bridgeWeightName(Place place) {
        return bridgeName(place) + ".weight";
    }

    /** Returns what its bias is called. */
    public static String bridgeBiasName(Place place) {
        return bridgeName(place) + ".bias";
    }

    private static String bridgeName(Place place) {
        return place.prefix() + "bridge_l" + place.layers();
    }

    @Override
    public String kind() {
        return "recurrent";
    }

    @Override
    public Signal gives(Signal given, Place place) {
        String name = "layer " + place.layers() + ", " + cell.name();
        if (reading != Reading.FORWARD && !given.memory().equals(Signal.Memory.NONE)) {
            throw new IllegalArgumentException(name
                    + ", is part of a decoder, whose steps do not know what follows, so it must read forward but reads "
                    + reading.name().toLowerCase(Locale.ROOT));
        }
        if (given.kind() == Signal.Kind.SEQUENCES) {
            throw new IllegalArgumentException(
                    name + ", reads step by step but is given " + given.kind() + " by " + place.source());
        }
        String firstState = cell.states().keySet().stream().findFirst().orElse("");
        if (given.memory().ends() > 0 && cell.starts().containsKey(firstState)) {
            throw new IllegalArgumentException(name + ", begins with what was read of the source, so its state "
                    + firstState + " can have no start of its own");
        }
        if (given.kind() == Signal.Kind.TOKENS) {
            requireMultipliedInput();
        }
        if (cell.inputSize() != given.width()) {
            throw new IllegalArgumentException(name + ", reads " + cell.inputSize() + " inputs but is given "
                    + given.width() + " by " + place.source());
        }
        return given.withKind(Signal.Kind.STEPS).withWidth(outputSize());
    }

    private void requireMultipliedInput() {
        if (!CellProgram.compile(cell, CellProgram.Purpose.INFERENCE).inputIsOnlyMultiplied()) {
            throw new IllegalArgumentException(
                    "cell " + cell.name()
                            + " does more with its input than multiply it, so it cannot read one-hot tokens; give it an embedding");
        }
    }

    @Override
    public Place after(Place place, Signal given) {
        return place.withLayer(stateSize()).next();
    }

    @Override
    public List<Window> parameters(Place place, Signal given) {
        var windows = new ArrayList<Window>();
        for (int direction = 0; direction < directions(); direction++) {
            windows.addAll(new CellNames(cell, place, direction).windows());
        }
        int ends = given.memory().ends();
        if (ends > 0 && stateSize() > 0) {
            int size = firstStateSize();
            windows.add(Window.of(bridgeWeightName(place), Role.BRIDGE_WEIGHT, List.of(size, ends), ends));
            windows.add(Window.of(bridgeBiasName(place), Role.BRIDGE_BIAS, List.of(size), ends));
        }
        return windows;
    }

    @Override
    public boolean looksAhead() {
        return reading != Reading.FORWARD;
    }
}
