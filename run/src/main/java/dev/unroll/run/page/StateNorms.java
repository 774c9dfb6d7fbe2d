package dev.unroll.run.page;

import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.trace.CellGradients;
import java.util.ArrayList;
import java.util.List;

/**
 * ‖dL/dstate‖ after each step.
 *
 * @param name of all that an explanation has, no two have one
 * @param symbol the name where it is known which layer is meant
 */
record StateNorms(int layer, int direction, String name, String symbol, List<Double> values) {

    StateNorms {
        values = List.copyOf(values);
    }

    /** Returns those of each state of each layer. */
    static List<StateNorms> of(Inside inside) {
        List<StateNorms> norms = new ArrayList<>();
        List<List<CellGradients>> layers = inside.gradients().layers();
        for (int number = 0; number < layers.size(); number++) {
            for (int d = 0; d < layers.get(number).size(); d++) {
                CellGradients gradients = layers.get(number).get(d);
                String place = layers.size() == 1 && layers.get(number).size() == 1
                        ? ""
                        : " layer " + (number + 1) + (layers.get(number).size() == 1 ? "" : d == 0 ? " →" : " ←");
                int layer = number;
                int direction = d;
                inside.trace()
                        .layer(number, d)
                        .cell()
                        .nexts()
                        .forEach((state, next) -> norms.add(new StateNorms(
                                layer,
                                direction,
                                symbol(inside, state) + place,
                                symbol(inside, state),
                                rowNorms(gradients.of(next)))));
            }
        }
        return norms;
    }

    private static String symbol(Inside inside, String state) {
        return "‖d" + inside.quantity() + "/d" + state + "‖";
    }

    private static List<Double> rowNorms(Matrix matrix) {
        List<Double> norms = new ArrayList<>();
        for (int t = 0; t < matrix.rows(); t++) {
            double sum = 0;
            for (int j = 0; j < matrix.columns(); j++) {
                sum += (double) matrix.get(t, j) * matrix.get(t, j);
            }
            norms.add(StrictMath.sqrt(sum));
        }
        return norms;
    }
}
