package dev.unroll.data.series;

/** Which of two numbers of a date like 1/2/2020 is the month. */
public enum DateOrder {
    /** The one that is never above 12. */
    AUTO,
    DAY_FIRST,
    MONTH_FIRST
}
