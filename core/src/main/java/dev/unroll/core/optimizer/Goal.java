package dev.unroll.core.optimizer;

/** Whether an optimizer goes down the gradient or up. */
public enum Goal {
    MINIMIZE(1),
    MAXIMIZE(-1);

    private final float sign;

    Goal(float sign) {
        this.sign = sign;
    }

    /** Returns what the gradient is multiplied with before it is followed downwards. */
    float sign() {
        return sign;
    }
}
