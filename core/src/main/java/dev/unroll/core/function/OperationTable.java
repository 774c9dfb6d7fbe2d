package dev.unroll.core.function;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** All functions and all arithmetic that equations may use. */
public final class OperationTable {

    private static final List<ElementFunction> FUNCTIONS = List.of(
            Sigmoid.FUNCTION,
            Tanh.FUNCTION,
            Relu.FUNCTION,
            Exp.FUNCTION,
            Log.FUNCTION,
            Sqrt.FUNCTION,
            Abs.FUNCTION,
            Sign.FUNCTION,
            Softplus.FUNCTION);

    private static final List<Arithmetic> ARITHMETIC =
            List.of(Plus.OPERATION, Minus.OPERATION, Times.OPERATION, Over.OPERATION, Max.OPERATION, Min.OPERATION);

    private OperationTable() {}

    /** Returns all functions. */
    public static List<ElementFunction> functions() {
        return FUNCTIONS;
    }

    /** Returns all arithmetic. */
    public static List<Arithmetic> arithmetic() {
        return ARITHMETIC;
    }

    /** Returns the function of that name or sign: {@code sigmoid}, {@code σ}. */
    public static Optional<ElementFunction> function(String name) {
        return first(
                FUNCTIONS,
                function -> function.name().equals(name) || function.symbol().equals(name));
    }

    /** Returns the arithmetic of that name or sign: {@code plus}, {@code +}. */
    public static Optional<Arithmetic> arithmetic(String name) {
        return first(
                ARITHMETIC,
                operation -> operation.name().equals(name) || operation.symbol().equals(name));
    }

    private static <T> Optional<T> first(List<T> all, Predicate<T> matches) {
        return all.stream().filter(matches).findFirst();
    }
}
