package dev.unroll.data.series;

/** Numbers by step; one that is missing is NaN. */
public interface Values {

    /** Returns how many steps there are. */
    int size();

    /** Returns the number of a step, counted from 0. */
    double get(int step);

    /** Returns numbers that are in an array, which is used as it is. */
    static Values of(double... numbers) {
        return new Values() {
            @Override
            public int size() {
                return numbers.length;
            }

            @Override
            public double get(int step) {
                return numbers[step];
            }
        };
    }
}
