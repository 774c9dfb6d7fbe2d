package dev.unroll.core.stream;

/** What becomes of the states that another model left, once this one is asked: no model can go on with them. */
public enum NewModel {
    /** They are an error. */
    REFUSE,
    /** The sequence begins anew with the event that comes. */
    RESTART
}
