package dev.unroll.core.trace;

import dev.unroll.core.engine.Direction;
import dev.unroll.core.engine.StartStates;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Layer.Merge;
import dev.unroll.core.network.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A recurrent layer over one sequence, from where its states start. */
final class LayerTrace implements PartTrace {

    private final Layer layer;
    private final Place place;
    private final int width;
    private final Matrix output;
    private final List<CellTrace> directions = new ArrayList<>();
    private List<CellGradients> gradients = List.of();
    private List<Matrix> ofEnds = List.of();

    LayerTrace(Layer layer, Place place, Parameters parameters, Matrix given) {
        this.layer = layer;
        this.place = place;
        this.width = layer.cell().outputSize();
        for (int d = 0; d < layer.directions(); d++) {
            var windows = parameters.of(layer, place, d);
            Matrix start = Matrix.zeros(1, layer.cell().stateSize());
            new StartStates(layer.cell(), windows).copyTo(start, 0, 1);
            directions.add(CellTrace.run(layer.cell(), windows, given, start, direction(d)));
        }
        this.output = directions.size() == 1 ? output(0) : merged();
    }

    private Direction direction(int d) {
        return layer.reading() == Layer.Reading.BACKWARD || d == 1 ? Direction.BACKWARD : Direction.FORWARD;
    }

    private Matrix output(int d) {
        return directions.get(d).of(layer.cell().output());
    }

    private Matrix merged() {
        Matrix first = output(0);
        Matrix second = output(1);
        Matrix merged = Matrix.zeros(first.rows(), layer.outputSize());
        if (layer.merge() == Merge.CONCATENATION) {
            Rows.copy(first, 0, merged, 0, first.rows(), width);
            Rows.copy(second, 0, merged, width, first.rows(), width);
            return merged;
        }
        for (int t = 0; t < merged.rows(); t++) {
            for (int j = 0; j < width; j++) {
                float x = first.get(t, j);
                float y = second.get(t, j);
                merged.set(t, j, merged(x, y));
            }
        }
        return merged;
    }

    private float merged(float x, float y) {
        return switch (layer.merge()) {
            case SUM -> x + y;
            case MEAN -> (x + y) * 0.5f;
            case PRODUCT -> x * y;
            case CONCATENATION -> throw new IllegalStateException("stands side by side");
        };
    }

    List<CellTrace> directions() {
        return directions;
    }

    /** Returns the derivatives by everything in it, as the last backward pass left them, by direction. */
    List<CellGradients> gradients() {
        return gradients;
    }

    @Override
    public Matrix output() {
        return output;
    }

    /** Returns the outputs of each direction's own last step, merged: backward, the first of the sequence. */
    Matrix ends() {
        Matrix ends = Matrix.zeros(1, layer.outputSize());
        for (int j = 0; j < ends.columns(); j++) {
            int d = layer.merge() == Merge.CONCATENATION ? j / width : 0;
            float value = output(d).get(end(d), j % width);
            boolean both = layer.merge() != Merge.CONCATENATION;
            ends.set(0, j, both ? merged(value, output(1).get(end(1), j)) : value);
        }
        return ends;
    }

    private int end(int d) {
        return direction(d) == Direction.BACKWARD ? 0 : output.rows() - 1;
    }

    /** Takes the derivatives by {@link #ends}; {@link #backward} then goes on from them. */
    void backwardFromEnds(Matrix gradient) {
        ofEnds = new ArrayList<>();
        for (int d = 0; d < directions.size(); d++) {
            Matrix ofDirection = Matrix.zeros(output.rows(), width);
            for (int j = 0; j < width; j++) {
                boolean both = layer.merge() != Merge.CONCATENATION;
                float amount = gradient.get(0, both ? j : d * width + j);
                float other = both ? output(1 - d).get(end(1 - d), j) : 0;
                ofDirection.set(end(d), j, both ? split(amount, other) : amount);
            }
            ofEnds.add(ofDirection);
        }
    }

    @Override
    public Matrix backward(Matrix gradient) {
        List<Matrix> parts = ofEnds;
        if (parts.isEmpty()) {
            parts = new ArrayList<>();
            for (int d = 0; d < directions.size(); d++) {
                parts.add(split(gradient, d));
            }
        }
        ofEnds = List.of();
        return backward(parts);
    }

    private Matrix split(Matrix gradient, int d) {
        if (layer.merge() == Merge.CONCATENATION) {
            return gradient.columns(d * width, (d + 1) * width);
        }
        Matrix result = Matrix.zeros(gradient.rows(), width);
        for (int t = 0; t < result.rows(); t++) {
            for (int j = 0; j < width; j++) {
                result.set(
                        t,
                        j,
                        split(
                                gradient.get(t, j),
                                layer.merge() == Merge.PRODUCT ? output(1 - d).get(t, j) : 0));
            }
        }
        return result;
    }

    private float split(float amount, float other) {
        return switch (layer.merge()) {
            case SUM -> amount;
            case MEAN -> amount * 0.5f;
            case PRODUCT -> amount * other;
            case CONCATENATION -> throw new IllegalStateException("stands side by side");
        };
    }

    private Matrix backward(List<Matrix> ofOutputs) {
        Matrix ofInput = Matrix.zeros(output.rows(), layer.cell().inputSize());
        List<CellGradients> all = new ArrayList<>();
        for (int d = 0; d < directions.size(); d++) {
            CellGradients ofCell = directions.get(d).backward(ofOutputs.get(d));
            all.add(ofCell);
            addTo(ofInput, ofCell.of(layer.cell().terms().getFirst()));
        }
        gradients = all;
        return ofInput;
    }

    private static void addTo(Matrix sum, Matrix amount) {
        for (int row = 0; row < sum.rows(); row++) {
            for (int j = 0; j < sum.columns(); j++) {
                sum.set(row, j, sum.get(row, j) + amount.get(row, j));
            }
        }
    }

    /** Returns which step of the network's input one of the layer's own steps begins with. */
    int stepOfInput(int step) {
        return step * place.reduction();
    }

    @Override
    public Stream<LayerTrace> layers() {
        return Stream.of(this);
    }
}
