package dev.unroll.core.kernel;

import static dev.unroll.core.kernel.VectorLanes.FLOATS;
import static dev.unroll.core.kernel.VectorLanes.LANES;
import static dev.unroll.core.kernel.VectorSlivers.SLIVER;
import static dev.unroll.core.kernel.VectorSlivers.TILE;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * C += Aᵀ · B: both operands are packed on the fly around the loops of {@link VectorSlivers}, because walking down
 * their columns would touch a page or a cache set a row.
 */
final class VectorTransposedProducts {

    /** The summed rows of A and B that are packed at a time; blocking them stores and reloads sums: no bit changes. */
    private static final int DEPTH = 512;

    /** Rows of C at a time: {@link #DEPTH} by this many packed floats of A stay in L2. */
    private static final int ROWS = 256;

    /** Vectors that copy one row of a sliver. */
    private static final VectorSpecies<Float> COPY = SLIVER == 8 ? FloatVector.SPECIES_256 : FloatVector.SPECIES_128;

    private VectorTransposedProducts() {}

    static void addTransposedProduct(
            Matrix a, int aRow, Matrix b, int bRow, int rows, Matrix c, int fromRow, int toRow, Scratch scratch) {
        for (int from = fromRow; from < toRow; from += ROWS) {
            int to = Math.min(toRow, from + ROWS);
            for (int r = 0; r < rows; r += DEPTH) {
                addBlock(a, aRow + r, b, bRow + r, Math.min(DEPTH, rows - r), c, from, to, scratch);
            }
        }
    }

    private static void addBlock(
            Matrix a, int aRow, Matrix b, int bRow, int depth, Matrix c, int fromRow, int toRow, Scratch scratch) {
        int rows = toRow - fromRow;
        float[] slivers = scratch.left((rows + SLIVER - 1) / SLIVER * SLIVER * depth);
        for (int i = 0; i < rows; i += SLIVER) {
            packSliver(a, aRow, fromRow + i, depth, Math.min(SLIVER, rows - i), slivers, i * depth);
        }
        float[] tile = scratch.right(TILE * depth);
        int columns = c.columns();
        int j = 0;
        for (; columns - j >= TILE; j += TILE) {
            packTile(b, bRow, j, depth, tile);
            addTile(slivers, tile, depth, rows, c.data(), c.at(fromRow) + j, c.stride());
        }
        if (j < columns) {
            packRest(b, bRow, j, depth, columns - j, tile);
            addEdge(slivers, tile, depth, c, fromRow, toRow, j, scratch.edge(rows * TILE));
        }
    }

    /** The columns of C from {@code j}, fewer than a tile: in a copy, because C may be a window in something wider. */
    private static void addEdge(
            float[] slivers, float[] tile, int depth, Matrix c, int fromRow, int toRow, int j, float[] edge) {
        int rows = toRow - fromRow;
        for (int i = 0; i < rows; i++) {
            System.arraycopy(c.data(), c.at(fromRow + i) + j, edge, i * TILE, c.columns() - j);
        }
        addTile(slivers, tile, depth, rows, edge, 0, TILE);
        for (int i = 0; i < rows; i++) {
            System.arraycopy(edge, i * TILE, c.data(), c.at(fromRow + i) + j, c.columns() - j);
        }
    }

    /** All rows of C for one tile of columns. */
    private static void addTile(float[] slivers, float[] tile, int depth, int rows, float[] c, int cAt, int cStride) {
        int height;
        for (int i = 0; i < rows; i += height) {
            int column = i % SLIVER;
            int aAt = (i - column) * depth + column;
            int at = cAt + i * cStride;
            height = Math.min(SLIVER - column, Integer.highestOneBit(rows - i));
            switch (height) {
                case 8 -> VectorSlivers.rows8(slivers, aAt, tile, depth, c, at, cStride);
                case 4 -> VectorSlivers.rows4(slivers, aAt, tile, depth, c, at, cStride);
                case 2 -> VectorSlivers.rows2(slivers, aAt, tile, depth, c, at, cStride);
                default -> VectorSlivers.rows1(slivers, aAt, tile, depth, c, at);
            }
        }
    }

    private static void packSliver(Matrix a, int aRow, int column, int depth, int width, float[] slivers, int at) {
        float[] x = a.data();
        int from = a.at(aRow) + column;
        if (width == SLIVER) {
            for (int k = 0; k < depth; k++) {
                fromArray(COPY, x, from + k * a.stride()).intoArray(slivers, at + k * SLIVER);
            }
        } else {
            for (int k = 0; k < depth; k++) {
                for (int i = 0; i < width; i++) {
                    slivers[at + k * SLIVER + i] = x[from + k * a.stride() + i];
                }
            }
        }
    }

    private static void packTile(Matrix b, int bRow, int column, int depth, float[] tile) {
        float[] y = b.data();
        int from = b.at(bRow) + column;
        for (int k = 0; k < depth; k++) {
            fromArray(FLOATS, y, from + k * b.stride()).intoArray(tile, k * TILE);
            fromArray(FLOATS, y, from + k * b.stride() + LANES).intoArray(tile, k * TILE + LANES);
        }
    }

    /** Packs fewer columns than a tile has; the rest of the tile feeds only sums that nobody reads. */
    private static void packRest(Matrix b, int bRow, int column, int depth, int width, float[] tile) {
        for (int k = 0; k < depth; k++) {
            System.arraycopy(b.data(), b.at(bRow + k) + column, tile, k * TILE, width);
        }
    }
}
