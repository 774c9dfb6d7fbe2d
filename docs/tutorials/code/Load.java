import module dev.unroll.core;
import dev.unroll.core.kernel.CounterHash.Purpose;

// Ten weeks of a town's electricity, hour by hour: more by day, less at weekends, and weather that stays a while.
void main() throws IOException {
    var table = new StringBuilder("time,load\n");
    double weather = 0;
    for (int t = 0; t < 10 * 7 * 24; t++) {
        LocalDateTime time = LocalDateTime.of(2024, 1, 1, 0, 0).plusHours(t);
        boolean works = time.getDayOfWeek().getValue() <= 5;
        double day = 1 - StrictMath.cos(2 * StrictMath.PI * (time.getHour() - 3) / 24);
        weather = 0.98 * weather + 0.4 * CounterHash.normal(1, Purpose.SAMPLING, t, 0, 0, 0);
        double load = 30 + (works ? 20 : 10) * day + weather;
        table.append(time + "," + Math.rint(10 * load) / 10 + "\n");
    }
    Files.writeString(Path.of("load.csv"), table);
    table.toString().lines().limit(5).forEach(IO::println);
}
