package dev.unroll.core.cell;

import static dev.unroll.core.cell.Equations.join;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cell.Operation.State;
import dev.unroll.core.function.Sign;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Small cells nobody would write: any term may read any other, maps share operands, parts overlap or leave gaps, joins are
 * values, numbers meet numbers, states swap, and anything may be the output.
 */
public final class RandomCells {

    private static final int LARGEST = 5;

    private final Dice dice;
    /** Says which states start as a vector, which changes nothing else. */
    private final Dice starts;

    private final CellDefinition cell;
    private final List<Term> pool = new ArrayList<>();
    private final List<Term> states = new ArrayList<>();
    private final Set<Term> read = new HashSet<>();
    private int maps;
    private int vectors;

    private RandomCells(Dice dice, Dice starts, CellDefinition cell) {
        this.dice = dice;
        this.starts = starts;
        this.cell = cell;
    }

    /** Returns a cell; the same number gives the same one. */
    public static Cell number(int number) {
        var dice = new Dice(number);
        while (true) {
            try {
                return Cell.named("random_" + number, dice.between(1, LARGEST), cell -> new RandomCells(
                                dice, new Dice(-number), cell)
                        .write());
            } catch (IllegalArgumentException refused) {
                if (!refused.getMessage().matches(".*(is never used|as it stands).*")) {
                    throw refused;
                }
            }
        }
    }

    private void write() {
        pool.add(cell.input());
        for (int state = dice.below(4); state > 0; state--) {
            Term before = cell.state("s" + state, dice.between(1, LARGEST));
            states.add(before);
            pool.add(before);
            if (starts.oneIn(4)) {
                cell.start(before, cell.parameter("start" + state, before.size(), Initial.within(1)));
            }
        }
        List<Term> open = new ArrayList<>(states);
        for (int count = dice.between(2, 12); count > 0; count--) {
            if (!open.isEmpty() && dice.oneIn(6)) {
                next(open.remove(dice.below(open.size())));
            } else {
                keep(anything());
            }
        }
        while (!open.isEmpty()) {
            next(open.remove(dice.below(open.size())));
        }
        cell.output(output());
    }

    private void keep(Term term) {
        read.addAll(term.operands());
        pool.add(term);
    }

    private Term any() {
        // What was made last is read more often, so that graphs grow deep.
        return dice.oneIn(2) ? dice.oneOf(pool) : pool.get(Math.max(0, pool.size() - 1 - dice.below(4)));
    }

    private Term anything() {
        return switch (dice.below(16)) {
            case 0, 1 -> linear(any());
            case 2 -> linear(joined());
            case 3 -> linear(dice.oneIn(2) ? join(cell.input(), any()) : join(any(), cell.input()));
            case 4 -> joined();
            case 5 -> part(any());
            case 6, 7 -> function(any());
            case 8 -> cell.constant(dice.below(5) / 2f - 1);
            case 12 -> vector();
            case 13 -> Equations.sum(any());
            case 14 -> edged(any());
            case 15 -> quotient();
            case 9 -> {
                Term number = cell.constant(dice.below(9) / 4f - 1);
                yield dice.oneIn(2) ? arithmetic(number, any()) : arithmetic(any(), number);
            }
            default -> {
                Term left = any();
                Term right = dice.oneIn(5) ? left : fitting(left);
                yield dice.oneIn(2) ? arithmetic(left, right) : arithmetic(right, left);
            }
        };
    }

    /** Returns a vector of parameters, made once and read again by others. */
    private Term vector() {
        return cell.parameter("p" + ++vectors, dice.between(1, LARGEST), Initial.of(1));
    }

    /** Returns a function that is defined for some numbers only, of such numbers. */
    private Term edged(Term of) {
        Term small = Equations.tanh(of);
        return switch (dice.below(4)) {
            case 0 -> Equations.exp(small);
            case 1 -> Equations.log(small.plus(1.5f));
            case 2 -> Equations.sqrt(small.plus(1.5f));
            default -> Equations.log(Equations.exp(small));
        };
    }

    /** Returns a quotient whose divisor is not near 0. */
    private Term quotient() {
        Term left = any();
        Term right = Equations.sigmoid(fitting(left)).plus(0.5f);
        return dice.oneIn(3) ? cell.constant(2).over(right) : left.over(right);
    }

    private Term linear(Term of) {
        return linear(of, dice.between(1, LARGEST));
    }

    private Term linear(Term of, int size) {
        read.add(of);
        return cell.linear("m" + ++maps, of, size, dice.oneIn(2) ? Bias.PRESENT : Bias.ABSENT);
    }

    private Term joined() {
        return dice.oneIn(2) ? join(any(), any()) : join(any(), any(), any());
    }

    private Term part(Term of) {
        int from = dice.below(of.size());
        return of.slice(from, dice.between(from + 1, of.size()));
    }

    private Term function(Term of) {
        return switch (dice.below(8)) {
            case 0, 1 -> Equations.sigmoid(of);
            case 2 -> Equations.relu(of);
            case 3 -> Equations.abs(of);
            case 4 -> Equations.softplus(of);
            case 5 -> dice.oneIn(3) ? Equations.apply(Sign.FUNCTION, of) : Equations.softplus(of.times(-1));
            default -> Equations.tanh(of);
        };
    }

    private Term arithmetic(Term left, Term right) {
        return switch (dice.below(5)) {
            case 0 -> left.plus(right);
            case 1 -> left.minus(right);
            case 2 -> dice.oneIn(2) ? Equations.max(left, right) : Equations.min(left, right);
            default -> left.times(right);
        };
    }

    /** Returns a term that arithmetic takes beside {@code other}. */
    private Term fitting(Term other) {
        var candidates = pool.stream()
                .filter(term -> term.size() == other.size() || term.size() == 1 || other.size() == 1)
                .toList();
        return candidates.isEmpty() || dice.oneIn(4)
                ? linear(any(), dice.oneIn(3) ? 1 : other.size())
                : dice.oneOf(candidates);
    }

    private void next(Term state) {
        var candidates =
                pool.stream().filter(term -> term.size() == state.size()).toList();
        Term value =
                switch (dice.below(4)) {
                    case 0 -> dice.oneOf(candidates);
                    case 1 -> Equations.tanh(linear(leftOver(), state.size()));
                    case 2 -> Equations.tanh(linear(join(any(), state), state.size()));
                    default -> {
                        Term fresh = linear(any(), state.size());
                        yield dice.oneIn(2) ? fresh : arithmetic(fresh, dice.oneOf(candidates));
                    }
                };
        read.add(value);
        keep(cell.next(state, value));
    }

    /** Returns all that nothing reads yet, joined, so that no map stays unused. */
    private Term leftOver() {
        var unread = pool.stream().filter(term -> !read.contains(term)).toList();
        if (unread.isEmpty()) {
            return any();
        }
        read.addAll(unread);
        return join(unread.getFirst(), unread.subList(1, unread.size()).toArray(Term[]::new));
    }

    private Term output() {
        return switch (dice.below(7)) {
            case 0 -> any();
            case 1 -> part(any());
            case 2 -> leftOver();
            case 3 -> linear(leftOver());
            case 4 -> function(leftOver());
            case 5 ->
                part(pool.stream()
                        .filter(term -> term.operation() instanceof State)
                        .findFirst()
                        .orElse(cell.input()));
            default -> {
                Term rest = leftOver();
                yield arithmetic(rest, fitting(rest));
            }
        };
    }
}
