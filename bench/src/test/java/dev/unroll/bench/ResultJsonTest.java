package dev.unroll.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.unroll.bench.measure.Comparison;
import dev.unroll.bench.measure.Peer;
import dev.unroll.bench.measure.Plan;
import dev.unroll.bench.workload.Workloads;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultJsonTest {

    @Test
    void theKeysAreThoseThatScriptsRead() throws Exception {
        var comparison = new Comparison(new Plan(1, 2, 0.01, 0), List.of(Peer.SCALAR), Path.of("."), _ -> {});
        String json = ResultJson.of(List.of(comparison.measure(Workloads.of("W2b:hidden=4"))));
        JsonObject workload = JsonParser.parseString(json)
                .getAsJsonObject()
                .getAsJsonObject("workloads")
                .getAsJsonObject("W2b:hidden=4");
        double ours = workload.getAsJsonObject("ours").get("median_ms").getAsDouble();
        double peer = workload.getAsJsonObject("peer").get("median_ms").getAsDouble();
        assertEquals(peer / ours, workload.get("ratio").getAsDouble(), 1e-9);
        assertTrue(workload.get("ceiling_share").getAsDouble() > 0);
        assertEquals("scalar", workload.getAsJsonObject("peer").get("name").getAsString());
    }
}
