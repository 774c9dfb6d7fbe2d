package dev.unroll.core.network;

import dev.unroll.core.network.Dropout.Mask;
import java.util.List;

/**
 * The parts of a network as recurrent layers, a readout and a head, with dropout at the usual places, if that is what they
 * are.
 */
final class UsualForm {

    private final List<Part> parts;
    private final double input;
    private final double head;
    private double layers;
    private Mask mask = Mask.EACH_STEP;
    private boolean fits = true;
    private int at;

    UsualForm(NetworkSpec spec) {
        this.parts = spec.parts();
        this.input = passDropout();
        layers();
        if (at < parts.size() && parts.get(at) instanceof Readout) {
            at++;
        }
        this.head = passDropout();
        if (at < parts.size() && parts.get(at) instanceof Head.Linear) {
            at++;
        }
        fits &= at == parts.size();
    }

    /** Passes over layers, and the dropout between each and the next. */
    private void layers() {
        int count = 0;
        while (at < parts.size() && parts.get(at) instanceof Layer) {
            at++;
            count++;
            boolean between = at + 1 < parts.size() && parts.get(at + 1) instanceof Layer;
            boolean next = at < parts.size() && parts.get(at) instanceof Layer;
            if (between || next) {
                double share = passDropout();
                fits &= count == 1 || share == layers;
                layers = share;
            }
        }
        fits &= count > 0;
    }

    /** Passes over a dropout, if there is one here, and returns its share. */
    private double passDropout() {
        if (at == parts.size() || !(parts.get(at) instanceof Dropout(double share, Mask own))) {
            return 0;
        }
        // Those before it have the same mask, or there are none.
        boolean first = parts.subList(0, at).stream().noneMatch(Dropout.class::isInstance);
        fits &= first || own == mask;
        mask = own;
        at++;
        return share;
    }

    boolean fits() {
        return fits;
    }

    Dropouts dropout() {
        return new Dropouts(input, layers, head, mask);
    }
}
