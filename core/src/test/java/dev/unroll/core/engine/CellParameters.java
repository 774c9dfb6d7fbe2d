package dev.unroll.core.engine;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cell.Operation.Linear;
import dev.unroll.core.cell.Operation.Parameter;
import dev.unroll.core.cell.Term;
import dev.unroll.core.kernel.Matrix;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the weights and biases of a cell's maps, and then its vectors, lie in a flat array. */
public final class CellParameters {

    private final Map<String, Term> maps;
    private final Map<String, Term> vectors;
    private final Map<String, Integer> offsets = new LinkedHashMap<>();
    private final int size;

    /** Lays out the parameters of a cell. */
    public CellParameters(Cell cell) {
        this.maps = cell.maps();
        int at = 0;
        for (var map : maps.entrySet()) {
            offsets.put(map.getKey(), at);
            at += map.getValue().size() * (columns(map.getValue()) + (isBiased(map.getValue()) ? 1 : 0));
        }
        for (Term vector : cell.parameters().values()) {
            offsets.put(((Parameter) vector.operation()).name(), at);
            at += vector.size();
        }
        this.vectors = cell.parameters();
        this.size = at;
    }

    /** Returns how many numbers the parameters are. */
    public int size() {
        return size;
    }

    /** Returns where the weight [size, operand's size] of a map begins; its bias, if any, follows. */
    public int weightAt(Term map) {
        return offsets.get(((Linear) map.operation()).name());
    }

    /** Returns where a vector begins. */
    public int vectorAt(String name) {
        return offsets.get(name);
    }

    public int biasAt(Term map) {
        return weightAt(map) + map.size() * columns(map);
    }

    static boolean isBiased(Term map) {
        return ((Linear) map.operation()).bias() == Bias.PRESENT;
    }

    private static int columns(Term map) {
        return map.operands().getFirst().size();
    }

    /** Returns each map's windows on a flat array. */
    public Map<String, MapWindows> windows(float[] flat) {
        var windows = new LinkedHashMap<String, MapWindows>();
        maps.forEach((name, map) -> windows.put(
                name,
                new MapWindows(
                        Matrix.window(flat, weightAt(map), map.size(), columns(map), columns(map)),
                        isBiased(map)
                                ? Matrix.window(flat, biasAt(map), 1, map.size(), map.size())
                                : Matrix.zeros(0, map.size()))));
        vectors.forEach((name, vector) -> windows.put(
                name, MapWindows.ofVector(Matrix.window(flat, vectorAt(name), 1, vector.size(), vector.size()))));
        return windows;
    }
}
