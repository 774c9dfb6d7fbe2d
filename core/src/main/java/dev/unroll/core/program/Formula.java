package dev.unroll.core.program;

import dev.unroll.core.cell.Operation.Constant;
import dev.unroll.core.cell.Term;
import dev.unroll.core.function.Arithmetic;
import dev.unroll.core.function.Composite;
import dev.unroll.core.function.ElementFunction;
import dev.unroll.core.function.Expression;
import dev.unroll.core.function.Primitive;
import dev.unroll.core.program.Slot.Ref;
import java.util.stream.Stream;

/** What is worked out of values that stand in memory: the rules of the way back, and functions written in others. */
sealed interface Formula extends Expression<Formula> {

    /** A term's value. */
    record Value(Term term) implements Formula {}

    /** What lies at a place. */
    record Placed(Ref place) implements Formula {}

    /** A number, as large as whatever it meets. */
    record Literal(float value) implements Formula {}

    /** f of a formula. */
    record Applied(Primitive function, Formula of) implements Formula {}

    /** An adjoint times the slope of a function, from the function's value, in one sweep. */
    record Gradient(Primitive function, Formula value, Formula adjoint) implements Formula {}

    /** Arithmetic of two formulas. */
    record Combined(Arithmetic arithmetic, Formula left, Formula right) implements Formula {}

    /** Returns a term's value; that of a number in the equations is the number. */
    static Formula of(Term term) {
        return term.operation() instanceof Constant(float value) ? new Literal(value) : new Value(term);
    }

    @Override
    default Formula combine(Arithmetic operation, Formula right) {
        return new Combined(operation, this, right);
    }

    @Override
    default Formula apply(ElementFunction function) {
        return switch (function) {
            case Primitive primitive -> new Applied(primitive, this);
            case Composite composite -> composite.value(this);
        };
    }

    @Override
    default Formula number(float value) {
        return new Literal(value);
    }

    /** Returns how many elements it has; those of a number are 1. */
    default int width() {
        return switch (this) {
            case Value(Term term) -> term.size();
            case Placed(Ref place) -> place.width();
            case Literal _ -> 1;
            case Applied(Primitive _, Formula of) -> of.width();
            case Gradient(Primitive _, Formula value, Formula _) -> value.width();
            case Combined(Arithmetic _, Formula left, Formula right) -> Math.max(left.width(), right.width());
        };
    }

    /** Returns the terms whose values it reads. */
    default Stream<Term> reads() {
        return switch (this) {
            case Value(Term term) -> Stream.of(term);
            case Placed _, Literal _ -> Stream.empty();
            case Applied(Primitive _, Formula of) -> of.reads();
            case Gradient(Primitive _, Formula value, Formula adjoint) -> Stream.concat(value.reads(), adjoint.reads());
            case Combined(Arithmetic _, Formula left, Formula right) -> Stream.concat(left.reads(), right.reads());
        };
    }
}
