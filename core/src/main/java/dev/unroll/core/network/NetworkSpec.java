package dev.unroll.core.network;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.program.CellProgram;
import java.util.List;

/** All that a network is, apart from its weights: input, recurrent layers, dropout, readout, head. */
public record NetworkSpec(InputSpec input, List<Layer> layers, Dropout dropout, Readout readout, Head head) {

    public NetworkSpec {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a network must have at least one recurrent layer");
        }
        if (input instanceof InputSpec.OneHot && dropout.input() > 0) {
            throw new IllegalArgumentException(
                    "input dropout must be 0 for one-hot tokens, which are gathered and never" + " multiplied, but is "
                            + dropout.input() + "; embed the tokens to drop of their vectors");
        }
        if (input instanceof InputSpec.OneHot) {
            requireMultipliedInput(layers.getFirst().cell());
        }
        int width = input.width();
        for (int i = 0; i < layers.size(); i++) {
            int expected = layers.get(i).cell().inputSize();
            if (expected != width) {
                throw new IllegalArgumentException(
                        "layer " + i + ", " + layers.get(i).cell().name() + ", reads " + expected
                                + " inputs but is given " + width + " by "
                                + (i == 0 ? "the network's input" : "layer " + (i - 1)));
            }
            width = layers.get(i).outputSize();
        }
    }

    private static void requireMultipliedInput(Cell cell) {
        if (!CellProgram.compile(cell, CellProgram.Purpose.INFERENCE).inputIsOnlyMultiplied()) {
            throw new IllegalArgumentException(
                    "cell " + cell.name()
                            + " does more with its input than multiply it, so it cannot read one-hot tokens; give it an embedding");
        }
    }

    /** A network without dropout. */
    public NetworkSpec(InputSpec input, List<Layer> layers, Readout readout, Head head) {
        this(input, layers, Dropout.NONE, readout, head);
    }

    /** Returns the columns of what is read out and enters the head. */
    public int featureSize() {
        return readout.width(layers.getLast().outputSize());
    }

    /** Returns the columns of the network's output. */
    public int outputSize() {
        return head instanceof Head.Linear(int outputs) ? outputs : featureSize();
    }

    /** Returns the columns of all states, layer by layer, forward before backward. */
    public int stateSize() {
        return layers.stream().mapToInt(Layer::stateSize).sum();
    }

    /** Returns whether there is an answer at each step, and not one for a whole sequence. */
    public boolean answersEachStep() {
        return readout instanceof Readout.EveryStep;
    }

    /** Returns whether the network can be run a step at a time: no layer looks ahead. */
    public boolean canStream() {
        return layers.stream().allMatch(layer -> layer.reading() == Layer.Reading.FORWARD);
    }
}
