package dev.unroll.core.optimizer;

import java.util.List;
import java.util.Map;

/** PyTorch's optimizers in double, one parameter at a time, as its documentation writes them: slow and obvious. */
final class ReferenceOptimizer {

    private final String name;
    private final Map<String, Object> settings;
    private final boolean climbs;
    private double value;
    private double first;
    private double second;
    private double third;
    private int step;

    ReferenceOptimizer(Optimizer optimizer, double value) {
        this.name = optimizer.name();
        this.settings = Optimizers.ALL.settings(optimizer);
        this.climbs = optimizer.toString().contains("MAXIMIZE");
        this.value = value;
    }

    private double number(String option) {
        return ((Number) settings.get(option)).doubleValue();
    }

    private boolean on(String option) {
        return (boolean) settings.get(option);
    }

    /** Returns the value after a step along {@code gradient}. */
    double step(double gradient, double learningRate) {
        step++;
        double g = climbs ? -gradient : gradient;
        if (List.of("adamw", "lion").contains(name) || Boolean.TRUE.equals(settings.get("decoupled_weight_decay"))) {
            value -= learningRate * number("weight_decay") * value;
        } else {
            g += number("weight_decay") * value;
        }
        value -= learningRate
                * switch (name) {
                    case "sgd" -> sgd(g);
                    case "rmsprop" -> rmsProp(g);
                    case "adagrad" -> adagrad(g);
                    case "adadelta" -> adadelta(g);
                    case "nadam" -> nadam(g);
                    case "radam" -> radam(g);
                    case "lion" -> lion(g);
                    case "adam", "adamw" -> adam(g);
                    default -> throw new IllegalArgumentException("no reference for " + name);
                };
        return value;
    }

    private double sgd(double g) {
        double momentum = number("momentum");
        if (momentum == 0) {
            return g;
        }
        first = step == 1 ? g : momentum * first + (1 - number("dampening")) * g;
        return on("nesterov") ? g + momentum * first : first;
    }

    private double rmsProp(double g) {
        double alpha = number("alpha");
        first = alpha * first + (1 - alpha) * g * g;
        double square = first;
        if (on("centered")) {
            second = alpha * second + (1 - alpha) * g;
            square -= second * second;
        }
        double scaled = g / (Math.sqrt(square) + number("eps"));
        if (number("momentum") == 0) {
            return scaled;
        }
        third = number("momentum") * third + scaled;
        return third;
    }

    private double adagrad(double g) {
        first = (step == 1 ? number("initial_sum") : first) + g * g;
        return g / (Math.sqrt(first) + number("eps")) / (1 + (step - 1) * number("rate_decay"));
    }

    private double adadelta(double g) {
        double rho = number("rho");
        first = rho * first + (1 - rho) * g * g;
        double delta = Math.sqrt(second + number("eps")) / Math.sqrt(first + number("eps")) * g;
        second = rho * second + (1 - rho) * delta * delta;
        return delta;
    }

    private double nadam(double g) {
        first = number("beta1") * first + (1 - number("beta1")) * g;
        second = number("beta2") * second + (1 - number("beta2")) * g * g;
        double mu = number("beta1") * (1 - 0.5 * StrictMath.pow(0.96, step * number("momentum_decay")));
        double next = number("beta1") * (1 - 0.5 * StrictMath.pow(0.96, (step + 1) * number("momentum_decay")));
        third = (step == 1 ? 1 : third) * mu;
        double scale = Math.sqrt(second / (1 - StrictMath.pow(number("beta2"), step))) + number("eps");
        return ((1 - mu) / (1 - third) * g + next / (1 - third * next) * first) / scale;
    }

    private double radam(double g) {
        first = number("beta1") * first + (1 - number("beta1")) * g;
        second = number("beta2") * second + (1 - number("beta2")) * g * g;
        double mean = first / (1 - StrictMath.pow(number("beta1"), step));
        double correction = 1 - StrictMath.pow(number("beta2"), step);
        double limit = 2 / (1 - number("beta2")) - 1;
        double rho = limit - 2 * step * (1 - correction) / correction;
        if (rho <= 5) {
            return mean;
        }
        double rectified =
                Math.sqrt((rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho)) * Math.sqrt(correction);
        return mean * rectified / (Math.sqrt(second) + number("eps"));
    }

    private double lion(double g) {
        double direction = Math.signum(number("beta1") * first + (1 - number("beta1")) * g);
        first = number("beta2") * first + (1 - number("beta2")) * g;
        return direction;
    }

    private double adam(double g) {
        first = number("beta1") * first + (1 - number("beta1")) * g;
        second = number("beta2") * second + (1 - number("beta2")) * g * g;
        third = Math.max(third, second);
        double square = on("amsgrad") ? third : second;
        double mean = first / (1 - StrictMath.pow(number("beta1"), step));
        return mean / (Math.sqrt(square) / Math.sqrt(1 - StrictMath.pow(number("beta2"), step)) + number("eps"));
    }
}
