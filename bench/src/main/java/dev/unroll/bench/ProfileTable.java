package dev.unroll.bench;

import dev.unroll.bench.workload.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** A profile as a table: which method called which kernel, and its share of all samples. */
final class ProfileTable {

    /** Shares below are noise. */
    private static final double LEAST = 0.005;

    private ProfileTable() {}

    /** Renders {@code name=samples;…}. */
    static String of(Workload workload, String profile) {
        var samples = new LinkedHashMap<String, Integer>();
        for (String entry : profile.isEmpty() ? List.<String>of() : List.of(profile.split(";"))) {
            int equals = entry.lastIndexOf('=');
            samples.put(entry.substring(0, equals), Integer.parseInt(entry.substring(equals + 1)));
        }
        int all = samples.values().stream().mapToInt(Integer::intValue).sum();
        var table = new Table(workload.name() + " of " + all + " samples", "share");
        var rest = new ArrayList<Integer>();
        samples.forEach((name, count) -> {
            if (count >= LEAST * all) {
                table.add(List.of(name, Format.percent((double) count / all)));
            } else {
                rest.add(count);
            }
        });
        int others = rest.stream().mapToInt(Integer::intValue).sum();
        table.add(List.of(rest.size() + " others", Format.percent((double) others / Math.max(1, all))));
        return table.toText() + "\n";
    }
}
