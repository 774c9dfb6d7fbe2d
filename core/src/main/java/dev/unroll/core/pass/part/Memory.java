package dev.unroll.core.pass.part;

import dev.unroll.core.engine.Unrolling;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Rows;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.InputSpec.Pair.Ends;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a network made of the sources of a batch, to be attended to and started from: the rows of each source one after
 * another, the first step first, and the last states.
 *
 * <p>It is a value between passes: a decoder that steps reads the memory that an earlier pass has made. It serves one caller at
 * a time, and allocates only for more than any before.
 */
public final class Memory {

    /** Rows made of the memory's, one each: what an attention scores. */
    public static final class Keys {
        private Matrix rows = Pass.NONE;
        private boolean made;

        /** Returns whether they are made of what the memory holds now. */
        public boolean areMade() {
            return made;
        }

        /** Returns room for them, [≥ rows, width], to be filled now. */
        public Matrix make(int count, int width) {
            if (rows.rows() < count || rows.columns() != width) {
                rows = Matrix.zeros(count, width);
            }
            made = true;
            return rows;
        }

        public Matrix rows() {
            return rows;
        }
    }

    /** In the place of a memory that nobody gives. */
    static final Memory NONE = new Memory(0, new Ends(0, 0, 0, 0), false, Team.of(1));

    private final Team team;
    private final int width;
    private final Ends which;
    private final boolean learns;
    private final Map<String, Keys> keys = new HashMap<>();
    private final List<Keys> allKeys = new ArrayList<>();
    private final Team.Task gather = (member, members) -> move(member, members, true);
    private final Team.Task scatter = (member, members) -> move(member, members, false);
    private int count;
    private int[] first = {0};
    private Matrix rows;
    private Matrix gradient;
    private Matrix ends;
    private Matrix endsGradient;
    private Unrolling unrolling = new Unrolling();
    private Matrix moved = Pass.NONE;

    /**
     * Makes an empty memory.
     *
     * @param width of a row
     * @param ends which of the source's states are kept
     * @param learns whether gradients are wanted
     */
    public Memory(int width, Ends ends, boolean learns, Team team) {
        this.team = team;
        this.width = width;
        this.which = ends;
        this.learns = learns;
        this.rows = Matrix.zeros(0, width);
        this.gradient = rows;
        this.ends = Matrix.zeros(0, ends.size());
        this.endsGradient = this.ends;
    }

    /**
     * Takes what a pass over sources has made.
     *
     * @param made [≥ rows, width], a row as the unrolling says
     * @param states [≥ batch, all of the source's states], after the last step
     */
    public void take(Unrolling of, Matrix made, Matrix states) {
        layOut(of);
        moved = made;
        team.run(gather, (long) first[count] * width);
        for (int b = 0; b < count; b++) {
            for (int d = 0; d < which.directions(); d++) {
                Rows.copyRow(states, b, which.column() + d * which.stride(), ends, b, d * which.width(), which.width());
            }
        }
        for (int i = 0; i < allKeys.size(); i++) {
            allKeys.get(i).made = false;
        }
        if (learns) {
            Arrays.fill(gradient.data(), 0, first[count] * width, 0);
            Arrays.fill(endsGradient.data(), 0, count * which.size(), 0);
        }
    }

    private void layOut(Unrolling of) {
        unrolling = of;
        count = of.batch();
        if (first.length <= count) {
            first = new int[count + 1];
        }
        for (int b = 0; b < count; b++) {
            first[b + 1] = first[b] + of.length(b);
        }
        if (rows.rows() < first[count]) {
            rows = Matrix.zeros(first[count], width);
            gradient = learns ? Matrix.zeros(first[count], width) : gradient;
        }
        if (ends.rows() < count) {
            ends = Matrix.zeros(count, which.size());
            endsGradient = learns ? Matrix.zeros(count, which.size()) : endsGradient;
        }
    }

    /**
     * Writes the gradients where the pass over the sources wants them.
     *
     * @param ofMade [≥ rows, width]
     * @param ofStates [≥ batch, all of the source's states], overwritten: zero but for the states that were kept
     */
    public void giveGradients(Matrix ofMade, Matrix ofStates) {
        moved = ofMade;
        team.run(scatter, (long) first[count] * width);
        Arrays.fill(ofStates.data(), 0, count * ofStates.columns(), 0);
        for (int b = 0; b < count; b++) {
            for (int d = 0; d < which.directions(); d++) {
                int column = which.column() + d * which.stride();
                Rows.copyRow(endsGradient, b, d * which.width(), ofStates, b, column, which.width());
            }
        }
    }

    private void move(int member, int members, boolean gathers) {
        for (int row = Team.from(member, members, first[count]);
                row < Team.from(member + 1, members, first[count]);
                row++) {
            int here = first[unrolling.sequence(row)] + unrolling.step(row);
            if (gathers) {
                Rows.copyRow(moved, row, 0, rows, here, 0, width);
            } else {
                Rows.copyRow(gradient, here, 0, moved, row, 0, width);
            }
        }
    }

    /** Returns how many sources there are. */
    public int sources() {
        return count;
    }

    /** Returns how many steps source {@code s} has. */
    public int length(int s) {
        return first[s + 1] - first[s];
    }

    /** Returns the first row of source {@code s}. */
    public int first(int s) {
        return first[s];
    }

    /** Returns how many rows there are in all. */
    public int size() {
        return first[count];
    }

    /** Returns how many steps the longest source has. */
    public int longest() {
        int longest = 0;
        for (int s = 0; s < count; s++) {
            longest = Math.max(longest, length(s));
        }
        return longest;
    }

    /** Returns the rows, [≥ size, width]. */
    public Matrix rows() {
        return rows;
    }

    /** Returns where their gradient is summed, [≥ size, width]. */
    public Matrix gradient() {
        return gradient;
    }

    /** Returns the last states, [≥ sources, size]: forward before backward. */
    public Matrix ends() {
        return ends;
    }

    /** Returns where the gradient of the last states is summed. */
    public Matrix endsGradient() {
        return endsGradient;
    }

    /** Returns the keys that the attention of this name has made, or will. */
    public Keys keys(String attention) {
        Keys known = keys.get(attention);
        if (known == null) {
            known = new Keys();
            keys.put(attention, known);
            allKeys.add(known);
        }
        return known;
    }
}
