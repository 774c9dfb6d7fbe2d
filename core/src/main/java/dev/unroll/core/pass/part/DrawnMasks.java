package dev.unroll.core.pass.part;

import dev.unroll.core.cell.Masking;
import dev.unroll.core.cell.Masking.Drawn;
import dev.unroll.core.engine.MaskSource;
import dev.unroll.core.kernel.CounterHash;
import dev.unroll.core.kernel.CounterHash.Purpose;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Place;

/**
 * Draws the masks of a direction of a recurrent layer. A number is a hash of seed, epoch, example, layer, direction, mask, time
 * step (unless drawn once) and unit, so it does not depend on the batch, the chunk, the padding or the order of examples.
 */
public final class DrawnMasks implements MaskSource {

    private final Place place;
    private final int direction;
    private Batch batch = new Batch();
    private long seed;
    private long epoch;

    public DrawnMasks(Place place, int direction) {
        this.place = place;
        this.direction = direction;
    }

    /** Returns where the masks of a pass come from. */
    public MaskSource of(Pass pass) {
        if (!pass.drops()) {
            return NONE;
        }
        batch = pass.batch();
        seed = pass.seed();
        epoch = pass.epoch();
        return this;
    }

    @Override
    public void draw(Masking masking, int number, int row, float[] into, int at, int size) {
        long step = masking.drawn() == Drawn.EACH_STEP ? batch.step(row) : -1;
        long site = ((long) place.maskSite(direction, number) << 32) + step;
        int example = batch.example(batch.unrolling().sequence(row));
        long prefix = CounterHash.prefix(seed, Purpose.RECURRENT_MASK, epoch, example, site);
        for (int j = 0; j < size; j++) {
            into[at + j] = masking.of(CounterHash.uniform(prefix, j));
        }
    }
}
