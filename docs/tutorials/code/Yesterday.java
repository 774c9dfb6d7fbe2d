import dev.unroll.core.input.History;
import dev.unroll.core.model.Forecaster;
import dev.unroll.core.model.Model;
import dev.unroll.run.job.Training;

// One network, scored twice: by the prices that it forecasts, and by how far they are from those of yesterday.
void main() throws IOException {
    Path run = Path.of("runs", "yesterday");
    Training.of("prices.csv")
            .with("frequency", "step").with("target_columns", "close")
            .with("horizon", 1).with("epochs", 10)
            .run(run);
    var forecaster = new Forecaster(Model.load(run));

    double[] price = Files.readAllLines(Path.of("prices.csv")).stream()
            .skip(1).mapToDouble(row -> Double.parseDouble(row.split(",")[1])).toArray();
    int[] days = IntStream.range(800, 1000).toArray();
    double[] came = Arrays.stream(days).mapToDouble(t -> price[t]).toArray();
    double[] before = Arrays.stream(days).mapToDouble(t -> price[t - 1]).toArray();
    double[] forecast = Arrays.stream(days)
            .mapToDouble(t -> forecaster.forecast(History.of("close", Arrays.copyOf(price, t))).value(0)).toArray();

    IO.println("day   price  forecast  yesterday");
    for (int i = 195; i < 200; i++) {
        IO.println("%3d  %6.2f    %6.2f     %6.2f".formatted(days[i], came[i], forecast[i], before[i]));
    }
    IO.println("R² of the prices    %6.3f".formatted(rSquared(came, forecast)));
    IO.println("  yesterday's price %6.3f".formatted(rSquared(came, before)));
    IO.println("R² of the changes   %6.3f".formatted(rSquared(less(came, before), less(forecast, before))));
    long right = IntStream.range(0, 200).filter(i -> (came[i] > before[i]) == (forecast[i] > before[i])).count();
    IO.println("up or down          %d of 200 days right".formatted(right));
}

double[] less(double[] values, double[] others) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i] - others[i]).toArray();
}

double rSquared(double[] values, double[] forecasts) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double error = Arrays.stream(less(values, forecasts)).map(e -> e * e).sum();
    return 1 - error / Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
}
