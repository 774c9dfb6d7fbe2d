package dev.unroll.core.update;

import dev.unroll.core.kernel.Compute;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.network.ParameterLayout.Window;
import dev.unroll.core.pass.NetworkWeights;

/**
 * The recurrent weights that an update does without. Each number is a hash of seed, update, parameter, row and column, so it
 * depends on nothing else.
 */
public final class DroppedWeights {

    private final NetworkWeights weights;
    private final Window[] windows;
    private final float[][] masks;
    private final float share;
    private final long seed;
    private final Team team;
    private final Team.Task draw = this::draw;
    private final Team.Task mask = this::mask;
    private final long count;
    private long update;
    private float[] gradients = {};

    /** Makes it for weights that have room for what is left, {@link NetworkWeights#forTrainingWithout}. */
    public DroppedWeights(NetworkWeights weights, WeightDrop drop, long seed, Compute compute) {
        this.weights = weights;
        this.windows = weights.layout().windows().stream()
                .filter(window -> window.role() == Role.RECURRENT_WEIGHT)
                .toArray(Window[]::new);
        this.masks = new float[windows.length][];
        long all = 0;
        for (int i = 0; i < windows.length; i++) {
            masks[i] = new float[windows[i].size()];
            all += windows[i].size();
        }
        this.count = all;
        this.share = (float) drop.share();
        this.seed = seed;
        this.team = compute.team();
    }

    /** Draws what update number {@code next} does without, and writes what is left for it; then the weights are packed. */
    void draw(long next) {
        update = next;
        float[] values = weights.values();
        System.arraycopy(values, 0, weights.left(), 0, values.length);
        team.run(draw, count);
    }

    private void draw(int member, int members) {
        float kept = 1 / (1 - share);
        for (int i = 0; i < windows.length; i++) {
            int rows = windows[i].shape().getFirst();
            int columns = windows[i].size() / rows;
            for (int row = Team.from(member, members, rows); row < Team.from(member + 1, members, rows); row++) {
                long prefix = CounterHash.prefix(seed, Purpose.WEIGHT_DROP, update, i, row);
                for (int j = 0; j < columns; j++) {
                    int at = row * columns + j;
                    masks[i][at] = CounterHash.uniform(prefix, j) < share ? 0 : kept;
                    weights.left()[windows[i].offset() + at] *= masks[i][at];
                }
            }
        }
    }

    /** Makes the gradients of what is left those of the weights. */
    void mask(float[] given) {
        gradients = given;
        team.run(mask, count);
    }

    private void mask(int member, int members) {
        for (int i = 0; i < windows.length; i++) {
            int to = Team.from(member + 1, members, windows[i].size());
            for (int at = Team.from(member, members, windows[i].size()); at < to; at++) {
                gradients[windows[i].offset() + at] *= masks[i][at];
            }
        }
    }
}
