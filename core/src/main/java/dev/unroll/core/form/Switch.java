package dev.unroll.core.form;

/** On or off: true or false in a file. */
public enum Switch {
    OFF,
    ON;

    public boolean isOn() {
        return this == ON;
    }

    /** Returns the switch that is on if {@code on} is true. */
    static Switch of(Boolean on) {
        return on ? ON : OFF;
    }
}
