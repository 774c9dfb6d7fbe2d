package dev.unroll.core.function;

/**
 * What slopes are written in: formulas, or numbers, that can be added, multiplied and so on.
 *
 * @param <E> the kind of expression
 */
public interface Expression<E extends Expression<E>> {

    /** One number. */
    record Scalar(float value) implements Expression<Scalar> {

        @Override
        public Scalar combine(Arithmetic operation, Scalar right) {
            return new Scalar(operation.of(value, right.value));
        }

        @Override
        public Scalar apply(ElementFunction function) {
            return new Scalar(function.of(value));
        }

        @Override
        public Scalar number(float number) {
            return new Scalar(number);
        }
    }

    /** Returns this ∘ right, element by element. */
    E combine(Arithmetic operation, E right);

    /** Returns f(this), element by element. */
    E apply(ElementFunction function);

    /** Returns the number, as large as whatever it meets. */
    E number(float value);

    /** Returns this + right. */
    default E plus(E right) {
        return combine(Plus.OPERATION, right);
    }

    /** Returns this − right. */
    default E minus(E right) {
        return combine(Minus.OPERATION, right);
    }

    /** Returns this ⊙ right. */
    default E times(E right) {
        return combine(Times.OPERATION, right);
    }

    /** Returns this · number. */
    default E times(float number) {
        return times(number(number));
    }

    /** Returns this / right. */
    default E over(E right) {
        return combine(Over.OPERATION, right);
    }

    /** Returns this / number. */
    default E over(float number) {
        return over(number(number));
    }
}
