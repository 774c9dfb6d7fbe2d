import module dev.unroll.core;
import dev.unroll.core.kernel.CounterHash.Purpose;

// A thousand daily prices that nobody can foresee: each day the price goes up or down by some random 1 %.
void main() throws IOException {
    double[] price = new double[1000];
    price[0] = 100;
    for (int t = 1; t < price.length; t++) {
        double change = 0.01 * CounterHash.normal(2, Purpose.SAMPLING, t, 0, 0, 0);
        price[t] = price[t - 1] * StrictMath.exp(change);
    }

    var table = new StringBuilder("date,close,trend\n");
    LocalDate day = LocalDate.of(2020, 1, 1);
    for (int t = 0; t < price.length; t++) {
        double trend = price[Math.min(t + 2, 999)] - price[Math.max(t - 2, 0)];
        table.append(day + "," + cents(price[t]) + "," + cents(trend) + "\n");
        day = day.plusDays(day.getDayOfWeek() == DayOfWeek.FRIDAY ? 3 : 1);
    }
    Files.writeString(Path.of("prices.csv"), table);
    table.toString().lines().limit(5).forEach(IO::println);
}

double cents(double amount) {
    return Math.rint(100 * amount) / 100;
}
