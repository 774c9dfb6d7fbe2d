package dev.unroll.data.sound;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What many recordings have in common, and what they have not. */
final class SoundFacts {

    private static final double MILLIS = 1000;

    private final Map<Integer, Integer> rates = new TreeMap<>();
    private final Map<Integer, Integer> channels = new TreeMap<>();
    private final Map<String, Integer> samples = new TreeMap<>();
    private double shortest = Double.POSITIVE_INFINITY;
    private double longest;
    private double total;
    private int silent;
    private int clipped;
    private int rate;

    /** Counts a recording whose features are those of a rate. */
    void add(Recording recording, int rate) {
        this.rate = rate;
        Sound sound = recording.sound();
        rates.merge(sound.rate(), 1, Integer::sum);
        channels.merge(recording.channels(), 1, Integer::sum);
        samples.merge(recording.samples(), 1, Integer::sum);
        shortest = Math.min(shortest, sound.seconds());
        longest = Math.max(longest, sound.seconds());
        total += sound.seconds();
        silent += sound.isSilent() ? 1 : 0;
        clipped += !sound.isSilent() && sound.isClipped() ? 1 : 0;
    }

    /** Returns all of it by name, plain data. */
    Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("sample_rate", rate);
        all.put("seconds", rounded(total));
        all.put("seconds_least", rounded(shortest));
        all.put("seconds_most", rounded(longest));
        all.put("sample_rates", counts(rates));
        all.put("channels", counts(channels));
        all.put("samples", counts(samples));
        all.put("silent", silent);
        all.put("clipped", clipped);
        return all;
    }

    private static double rounded(double seconds) {
        return StrictMath.rint(seconds * MILLIS) / MILLIS;
    }

    private static Map<String, Object> counts(Map<?, Integer> counts) {
        Map<String, Object> named = new LinkedHashMap<>();
        counts.forEach((value, count) -> named.put(String.valueOf(value), count));
        return named;
    }
}
