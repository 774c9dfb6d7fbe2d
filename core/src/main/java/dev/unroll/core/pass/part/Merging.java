package dev.unroll.core.pass.part;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Layer.Merge;

/** What becomes of the outputs of a layer's two directions, row by row, and of its gradient. */
public final class Merging {

    private final Merge merge;
    private final int width;
    private final Kernels kernels;
    private final Team team;
    private final Team.Task join = this::join;
    private final Team.Task split = this::split;
    private Matrix merged;
    private Matrix gradient;
    private Matrix firstKept;
    private Matrix secondKept;
    private Matrix first = Pass.NONE;
    private Matrix second = Pass.NONE;
    private Matrix given = Pass.NONE;
    private int rows;

    public Merging(Layer layer, Kernels kernels, Team team) {
        this.merge = layer.merge();
        this.width = layer.cell().outputSize();
        this.kernels = kernels;
        this.team = team;
        this.merged = Matrix.zeros(0, layer.outputSize());
        this.gradient = Matrix.zeros(0, layer.outputSize());
        this.firstKept = Matrix.zeros(0, width);
        this.secondKept = Matrix.zeros(0, width);
    }

    /** Returns the first rows of both, merged. */
    public Matrix forward(Matrix ofFirst, Matrix ofSecond, int count) {
        merged = fit(merged, count);
        if (merge == Merge.PRODUCT) {
            firstKept = fit(firstKept, count);
            secondKept = fit(secondKept, count);
        }
        run(join, ofFirst, ofSecond, count);
        return merged;
    }

    /** Returns what {@link #forward} returned last. */
    Matrix merged() {
        return merged;
    }

    private void run(Team.Task task, Matrix ofFirst, Matrix ofSecond, int count) {
        first = ofFirst;
        second = ofSecond;
        rows = count;
        team.run(task, 2L * count * width);
    }

    private void join(int member, int members) {
        for (int row = Team.from(member, members, rows); row < Team.from(member + 1, members, rows); row++) {
            if (merge == Merge.CONCATENATION) {
                Rows.copyRow(first, row, 0, merged, row, 0, width);
                Rows.copyRow(second, row, 0, merged, row, width, width);
            } else {
                join(row);
            }
        }
    }

    private void join(int row) {
        float[] x = first.data();
        int xAt = first.at(row);
        float[] y = second.data();
        int yAt = second.at(row);
        float[] z = merged.data();
        int zAt = merged.at(row);
        if (merge == Merge.PRODUCT) {
            // Backward needs them, when a layer may have used up its own.
            Rows.copyRow(first, row, 0, firstKept, row, 0, width);
            Rows.copyRow(second, row, 0, secondKept, row, 0, width);
            kernels.multiply(x, xAt, y, yAt, z, zAt, width);
            return;
        }
        kernels.add(x, xAt, y, yAt, z, zAt, width);
        if (merge == Merge.MEAN) {
            kernels.multiplyScalar(z, zAt, 0.5f, z, zAt, width);
        }
    }

    /** Returns where the gradient of what was merged may be written. */
    public Matrix gradientPlace(int count) {
        gradient = fit(gradient, count);
        return gradient;
    }

    /** Gives the gradient of what was merged to both, overwriting theirs. */
    public void backward(Matrix ofMerged, Matrix ofFirst, Matrix ofSecond, int count) {
        given = ofMerged;
        run(split, ofFirst, ofSecond, count);
    }

    private void split(int member, int members) {
        for (int row = Team.from(member, members, rows); row < Team.from(member + 1, members, rows); row++) {
            int at = given.at(row);
            float[] g = given.data();
            switch (merge) {
                case CONCATENATION -> {
                    Rows.copyRow(given, row, 0, first, row, 0, width);
                    Rows.copyRow(given, row, width, second, row, 0, width);
                }
                case SUM -> {
                    Rows.copyRow(given, row, 0, first, row, 0, width);
                    Rows.copyRow(given, row, 0, second, row, 0, width);
                }
                case MEAN -> {
                    kernels.multiplyScalar(g, at, 0.5f, first.data(), first.at(row), width);
                    kernels.multiplyScalar(g, at, 0.5f, second.data(), second.at(row), width);
                }
                case PRODUCT -> {
                    kernels.multiply(g, at, secondKept.data(), secondKept.at(row), first.data(), first.at(row), width);
                    kernels.multiply(g, at, firstKept.data(), firstKept.at(row), second.data(), second.at(row), width);
                }
            }
        }
    }

    private static Matrix fit(Matrix matrix, int rows) {
        return matrix.rows() < rows ? Matrix.zeros(rows, matrix.columns()) : matrix;
    }
}
