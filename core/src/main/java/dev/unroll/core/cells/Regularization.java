package dev.unroll.core.cells;

import dev.unroll.core.cell.Cell;
import dev.unroll.core.cell.CellDefinition;
import dev.unroll.core.cell.Masking;
import dev.unroll.core.cell.Masking.Drawn;
import dev.unroll.core.cell.Masking.Kind;
import dev.unroll.core.cell.Operation.Apply;
import dev.unroll.core.cell.Operation.Combine;
import dev.unroll.core.cell.Operation.Join;
import dev.unroll.core.cell.Operation.Part;
import dev.unroll.core.cell.Operation.State;
import dev.unroll.core.cell.Operation.Sum;
import dev.unroll.core.cell.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ways to keep a recurrent layer from learning its data by heart: each writes a cell's equations anew, with masks. */
public final class Regularization {

    private Regularization() {}

    /**
     * Returns the cell whose states stay as they were, each unit and step with this probability, s' = m ⊙ s + (1 − m) ⊙ (what it
     * was to become). Krueger et al. 2017. Where nothing is trained, m is the share. What other states are made of is, as in the
     * paper, what the state was to become.
     *
     * @param share at least 0 and below 1, by state; states that are not named have none
     */
    public static Cell zoneout(Cell cell, Map<String, Float> share) {
        for (String name : share.keySet()) {
            if (!cell.states().containsKey(name)) {
                throw new IllegalArgumentException("zoneout of state " + name + ": cell " + cell.name()
                        + " has the states " + cell.states().keySet());
            }
        }
        return new ZoneoutCopy(cell, share).write();
    }

    /** As the other {@code zoneout}, with the same share for all states. */
    public static Cell zoneout(Cell cell, float share) {
        var shares = new HashMap<String, Float>();
        cell.states().keySet().forEach(state -> shares.put(state, share));
        return zoneout(cell, shares);
    }

    /**
     * Returns the cell whose maps, as far as a next state depends on them, see its states with some units dropped and the rest
     * scaled up, by one mask a state. Gal and Ghahramani 2016, whose masks are drawn once a sequence.
     *
     * @param share at least 0 and below 1
     */
    public static Cell recurrentDropout(Cell cell, float share, Drawn drawn) {
        return new DropoutCopy(cell, new Masking(Kind.DROPOUT, share, drawn)).write();
    }

    private static final class ZoneoutCopy extends CellCopy {

        private final Map<String, Float> share;
        private final Map<Term, Term> masks = new HashMap<>();
        private final Map<Term, Term> candidates = new HashMap<>();

        ZoneoutCopy(Cell cell, Map<String, Float> share) {
            super(cell);
            this.share = share;
        }

        @Override
        Term state(CellDefinition into, String name, int size) {
            Term state = into.state(name, size);
            float keeps = share.getOrDefault(name, 0f);
            if (keeps > 0) {
                masks.put(state, into.mask("keep_" + name, size, new Masking(Kind.ZONEOUT, keeps, Drawn.EACH_STEP)));
            }
            return state;
        }

        @Override
        Term next(CellDefinition into, Term before, Term value) {
            Term mask = masks.get(before);
            if (mask == null) {
                return into.next(before, value);
            }
            Term rest = into.constant(1).minus(mask);
            Term next = into.next(before, mask.times(before).plus(rest.times(value)));
            candidates.put(next, value);
            return next;
        }

        @Override
        Term copyOf(Term term, boolean forRecurrent) {
            Term copy = super.copyOf(term, forRecurrent);
            return forRecurrent ? candidates.getOrDefault(copy, copy) : copy;
        }
    }

    private static final class DropoutCopy extends CellCopy {

        private final Masking masking;
        private final Map<Term, Term> dropped = new HashMap<>();

        DropoutCopy(Cell cell, Masking masking) {
            super(cell);
            this.masking = masking;
        }

        @Override
        Term operand(CellDefinition into, Term map) {
            Term operand = super.operand(into, map);
            return isRecurrent(map) ? dropped(into, operand) : operand;
        }

        /** Returns a copied term as it is with states that have units dropped. */
        private Term dropped(CellDefinition into, Term term) {
            Term known = dropped.get(term);
            if (known != null) {
                return known;
            }
            if (term.operation() instanceof State(String name)) {
                Term masked = into.mask("drop_" + name, term.size(), masking).times(term);
                dropped.put(term, masked);
                return masked;
            }
            boolean opens =
                    switch (term.operation()) {
                        case Part _, Join _, Sum _, Apply _, Combine _ -> true;
                        default -> false;
                    };
            List<Term> operands = opens
                    ? term.operands().stream().map(of -> dropped(into, of)).toList()
                    : term.operands();
            Term made = operands.equals(term.operands()) ? term : combined(term, operands);
            dropped.put(term, made);
            return made;
        }
    }
}
