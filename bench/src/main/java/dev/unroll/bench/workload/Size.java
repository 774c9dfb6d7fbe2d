package dev.unroll.bench.workload;

/**
 * The sizes of a workload that a measurement may vary.
 *
 * @param batch sequences that are computed together
 * @param steps steps of each sequence
 * @param hidden hidden units of each layer
 */
public record Size(int batch, int steps, int hidden) {

    public Size {
        requirePositive("batch", batch);
        requirePositive("steps", steps);
        requirePositive("hidden", hidden);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " of a workload must be at least 1 but is " + value);
        }
    }

    /** Returns this size with one of its parts changed: {@code batch=8}, {@code steps=100} or {@code hidden=512}. */
    Size with(String setting) {
        int equals = setting.indexOf('=');
        if (equals < 0) {
            throw unreadable(setting);
        }
        String key = setting.substring(0, equals);
        int value = number(setting, setting.substring(equals + 1));
        return switch (key) {
            case "batch" -> new Size(value, steps, hidden);
            case "steps" -> new Size(batch, value, hidden);
            case "hidden" -> new Size(batch, steps, value);
            default -> throw unreadable(setting);
        };
    }

    private static int number(String setting, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw unreadable(setting);
        }
    }

    private static IllegalArgumentException unreadable(String setting) {
        return new IllegalArgumentException(
                "a size of a workload must be batch=N, steps=N or hidden=N, N a number below 2,147,483,648, but is \""
                        + setting + "\"");
    }
}
