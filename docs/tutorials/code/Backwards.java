import module dev.unroll.core;
import dev.unroll.core.kernel.CounterHash.Purpose;

// A thousand strings of 1 to 9 letters, and each of them backwards.
void main() throws IOException {
    var strings = new LinkedHashSet<String>();
    for (int i = 0; strings.size() < 1000; i++) {
        int length = 1 + (int) (9 * CounterHash.uniform(1, Purpose.SAMPLING, i, 0, 0, 0));
        var string = new StringBuilder();
        for (int at = 1; at <= length; at++) {
            string.append("abcdefgh".charAt((int) (8 * CounterHash.uniform(1, Purpose.SAMPLING, i, at, 0, 0))));
        }
        strings.add(string.toString());
    }

    var table = new StringBuilder("source,target\n");
    strings.forEach(string -> table.append(string + "," + new StringBuilder(string).reverse() + "\n"));
    Files.writeString(Path.of("backwards.csv"), table);
    table.toString().lines().limit(5).forEach(IO::println);
}
