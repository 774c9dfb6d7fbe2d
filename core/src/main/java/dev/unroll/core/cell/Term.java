package dev.unroll.core.cell;

import dev.unroll.core.cell.Operation.Part;
import dev.unroll.core.function.Minus;
import dev.unroll.core.function.Over;
import dev.unroll.core.function.Plus;
import dev.unroll.core.function.Times;
import java.util.List;

/**
 * A vector in a cell's equations: an operation on other terms.
 *
 * <p>Terms are made by a {@link CellDefinition} and combined with the methods here and in {@link Equations}. A term belongs
 * to one definition; sizes are checked when it is made.
 */
public final class Term {

    private final CellDefinition definition;
    private final int index;
    private final Operation operation;
    private final List<Term> operands;
    private final int size;

    Term(CellDefinition definition, int index, Operation operation, List<Term> operands, int size) {
        this.definition = definition;
        this.index = index;
        this.operation = operation;
        this.operands = List.copyOf(operands);
        this.size = size;
    }

    /** Returns how many elements this vector has. */
    public int size() {
        return size;
    }

    /** Returns this term's place in {@link Cell#terms}; operands stand before the terms that read them. */
    public int index() {
        return index;
    }

    public Operation operation() {
        return operation;
    }

    public List<Term> operands() {
        return operands;
    }

    /** Returns this + other, element by element; a size of 1 is broadcast. */
    public Term plus(Term other) {
        return definition.combine(Plus.OPERATION, this, other);
    }

    /** Returns this + number, element by element. */
    public Term plus(float number) {
        return plus(definition.constant(number));
    }

    /** Returns this − other, element by element; a size of 1 is broadcast. */
    public Term minus(Term other) {
        return definition.combine(Minus.OPERATION, this, other);
    }

    /** Returns this − number, element by element. */
    public Term minus(float number) {
        return minus(definition.constant(number));
    }

    /** Returns this ⊙ other, element by element; a size of 1 is broadcast. */
    public Term times(Term other) {
        return definition.combine(Times.OPERATION, this, other);
    }

    /** Returns this · number, element by element. */
    public Term times(float number) {
        return times(definition.constant(number));
    }

    /** Returns this / other, element by element; a size of 1 is broadcast. */
    public Term over(Term other) {
        return definition.combine(Over.OPERATION, this, other);
    }

    /** Returns this / number, element by element. */
    public Term over(float number) {
        return over(definition.constant(number));
    }

    /** Returns part {@code number} (from 0) of {@code count} equal parts: a gate of a joint pre-activation. */
    public Term part(int number, int count) {
        if (count < 1 || size % count != 0 || number < 0 || number >= count) {
            throw definition.error("part " + number + " of " + count + " of " + definition.print(this) + ": the size "
                    + size + " must divide into " + count + " equal parts, counted from 0");
        }
        int length = size / count;
        return slice(number * length, (number + 1) * length);
    }

    /** Returns the elements from {@code from} (inclusive) to {@code to} (exclusive). */
    public Term slice(int from, int to) {
        if (from < 0 || to <= from || to > size) {
            throw definition.error("elements " + from + " to " + to + " of " + definition.print(this)
                    + ": must lie in its " + size + " elements");
        }
        // A part of a part is one of the whole, so that parts are never nested.
        return operation instanceof Part(int start, int _)
                ? operands.getFirst().slice(start + from, start + to)
                : definition.term(new Part(from, to), List.of(this), to - from);
    }

    CellDefinition definition() {
        return definition;
    }

    /** Returns this term as text. */
    @Override
    public String toString() {
        return definition.print(this);
    }
}
