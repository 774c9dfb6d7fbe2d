package dev.unroll.bench;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.unroll.bench.measure.Result;
import dev.unroll.bench.measure.Side;
import dev.unroll.bench.measure.Times;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results as one JSON object: {@code workloads.W1.ours.median_ms}, {@code .peer.median_ms}, {@code .ratio}, … */
final class ResultJson {

    private static final double MILLISECOND = 1e6;

    private static final Gson GSON = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .disableHtmlEscaping()
            .setPrettyPrinting()
            .create();

    private ResultJson() {}

    static String of(List<Result> results) {
        var workloads = new LinkedHashMap<String, Object>();
        results.forEach(result -> workloads.put(result.workload().name(), of(result)));
        return GSON.toJson(Map.of("workloads", workloads));
    }

    private static Map<String, Object> of(Result result) {
        var values = new LinkedHashMap<String, Object>();
        values.put("threads", result.threads());
        values.put("ours", of(result, result.ours()));
        result.peer().ifPresent(peer -> {
            values.put("peer", of(result, peer));
            values.put("ratio", result.ratio(peer));
            values.put("ratio_of_pairs", result.ratios(peer));
        });
        if (result.peers().size() > 1) {
            values.put(
                    "peers",
                    result.peers().stream().map(peer -> of(result, peer)).toList());
        }
        values.put("peak_gflops", result.peakGflops());
        if (result.workload().isBoundByProducts()) {
            Times all = result.ours().all();
            values.put("ceiling_share", result.ceilingShare(all.best()));
            values.put("ceiling_share_of_median", result.ceilingShare(all.median()));
        }
        if (!result.refusals().isEmpty()) {
            values.put("refusals", result.refusals());
        }
        return values;
    }

    private static Map<String, Object> of(Result result, Side side) {
        Times all = side.all();
        var values = new LinkedHashMap<String, Object>();
        values.put("name", side.name());
        values.put("description", side.description());
        values.put("median_ms", all.median() / MILLISECOND);
        values.put("p10_ms", all.quantile(0.1) / MILLISECOND);
        values.put("p99_ms", all.quantile(0.99) / MILLISECOND);
        values.put("best_ms", all.best() / MILLISECOND);
        values.put("runs", all.count());
        values.put("samples_per_second", result.samplesPerSecond(all.median()));
        if (side.peakKibibytes() >= 0) {
            values.put("peak_memory_mib", side.peakKibibytes() / 1024.0);
        }
        return values;
    }
}
