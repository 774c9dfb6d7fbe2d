package dev.unroll.core.program;

import dev.unroll.core.cell.Term;
import dev.unroll.core.function.Arithmetic;
import dev.unroll.core.function.Plus;
import dev.unroll.core.function.Primitive;
import dev.unroll.core.function.Times;
import dev.unroll.core.program.Op.Basic;
import dev.unroll.core.program.Op.Shape;
import dev.unroll.core.program.Slot.Ref;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Makes instructions of formulas, for both ways: the value of each inner formula goes to a temporary of its own. */
final class Emitter {

    private final SlotTable slots;
    private final Function<Term, Ref> places;
    private final List<Instruction> code = new ArrayList<>();
    private final Map<Formula, Ref> known = new HashMap<>();
    private int temporaries;

    /**
     * Begins a list of instructions.
     *
     * @param places where the values of terms lie
     */
    Emitter(SlotTable slots, Function<Term, Ref> places) {
        this.slots = slots;
        this.places = places;
    }

    /** Returns what was emitted. */
    List<Instruction> code() {
        return List.copyOf(code);
    }

    void emit(Instruction instruction) {
        code.add(instruction);
    }

    /** Writes a formula to a place. */
    void set(Ref target, Formula formula) {
        emit(last(target, formula));
        forget();
    }

    /** Adds a formula to what a place holds. */
    void add(Ref target, Formula formula) {
        Instruction last = last(target, formula);
        switch (last.op()) {
            case Basic.COPY -> emit(new Instruction(Basic.ACCUMULATE, target, last.x()));
            case Basic.SPREAD -> emit(combined(Plus.OPERATION, target, new Formula.Placed(target), formula));
            case Op.Combined(Arithmetic arithmetic, Shape shape)
            when arithmetic == Times.OPERATION && shape == Shape.VECTORS ->
                emit(new Instruction(Basic.ADD_MULTIPLIED, target, last.x(), last.y()));
            default -> {
                Ref sum = slots.temporary(target.width(), 0).ref();
                emit(last.into(sum));
                emit(new Instruction(Basic.ACCUMULATE, target, sum));
            }
        }
        forget();
    }

    /** Emits all of a formula but its last instruction, and returns that. */
    private Instruction last(Ref target, Formula formula) {
        if (formula.width() > target.width()) {
            return summed(target, formula);
        }
        return switch (formula) {
            case Formula.Literal(float value) -> new Instruction(Basic.FILL, target, target, target, value);
            case Formula.Value _, Formula.Placed _ ->
                new Instruction(formula.width() < target.width() ? Basic.SPREAD : Basic.COPY, target, place(formula));
            case Formula.Applied(Primitive function, Formula of) ->
                new Instruction(new Op.Of(function), target, place(of));
            case Formula.Gradient(Primitive function, Formula value, Formula adjoint) ->
                new Instruction(new Op.Gradient(function), target, place(value), place(adjoint));
            case Formula.Combined(Arithmetic arithmetic, Formula left, Formula right) ->
                combined(arithmetic, target, left, right);
        };
    }

    /** As {@link #last}, the sum over a formula's elements. */
    private Instruction summed(Ref target, Formula formula) {
        if (formula instanceof Formula.Combined(Arithmetic arithmetic, Formula left, Formula right)
                && arithmetic == Times.OPERATION) {
            if (right instanceof Formula.Literal) {
                Ref sum = temporary(target.width());
                emit(summed(sum, left));
                return combined(arithmetic, target, new Formula.Placed(sum), right);
            }
            if (left.width() == right.width()) {
                return new Instruction(Basic.DOT, target, place(left), place(right));
            }
        }
        return new Instruction(Basic.SUM, target, place(formula));
    }

    private Instruction combined(Arithmetic arithmetic, Ref target, Formula left, Formula right) {
        if (right instanceof Formula.Literal(float value)) {
            Ref x = place(left);
            return new Instruction(new Op.Combined(arithmetic, Shape.NUMBER), target, x, target, value);
        }
        if (left instanceof Formula.Literal(float value)) {
            Ref x = place(right);
            return new Instruction(new Op.Combined(arithmetic, Shape.TO_NUMBER), target, x, target, value);
        }
        Ref x = place(left);
        Ref y = place(right);
        if (x.width() == y.width()) {
            return new Instruction(new Op.Combined(arithmetic, Shape.VECTORS), target, x, y);
        }
        return y.width() == 1
                ? new Instruction(new Op.Combined(arithmetic, Shape.BROADCAST), target, x, y)
                : new Instruction(new Op.Combined(arithmetic, Shape.TO_BROADCAST), target, y, x);
    }

    /** Returns where a formula's value lies, worked out if it lies nowhere yet. */
    private Ref place(Formula formula) {
        if (formula instanceof Formula.Value(Term term)) {
            return places.apply(term);
        }
        if (formula instanceof Formula.Placed(Ref place)) {
            return place;
        }
        Ref made = known.get(formula);
        if (made == null) {
            made = temporary(formula.width());
            emit(last(made, formula));
            known.put(formula, made);
        }
        return made;
    }

    private Ref temporary(int width) {
        return slots.temporary(width, ++temporaries).ref();
    }

    private void forget() {
        known.clear();
        temporaries = 0;
    }
}
