package dev.unroll.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.bench.workload.Workloads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The protocol, spoken with real processes. */
class WorkerProcessTest {

    private static final String SMALL = "W3:hidden=2";

    private static WorkerProcess worker(String... form) throws IOException {
        return new WorkerProcess("worker", Peer.unroll(1, form));
    }

    @Test
    void aWorkerRunsAtLeastOnceAndSaysHowLongItTook() throws IOException {
        try (WorkerProcess worker = worker("scalar")) {
            assertEquals("unroll (scalar)", worker.prepare(Workloads.of(SMALL)));
            Times times = worker.run(0);
            assertEquals(1, times.count());
            assertTrue(times.best() > 0, () -> "took " + times.best() + " ns");
        }
    }

    @Test
    void whatAWorkerCannotDoIsSaidAndItLives() throws IOException {
        try (WorkerProcess worker = worker("user-cell")) {
            var refused = assertThrows(WorkerException.class, () -> worker.prepare(Workloads.of(SMALL)));
            assertEquals(
                    "worker cannot prepare " + SMALL + ": the user's cell has the equations of lstm, but " + SMALL
                            + " is of rnn_tanh",
                    refused.getMessage());
            worker.prepare(Workloads.of("W6lstm:hidden=2"));
            assertEquals(1, worker.run(0).count());
        }
    }

    @Test
    void weightsInFewerBitsRunForwardOnly() throws IOException {
        try (WorkerProcess worker = worker("int8")) {
            var refused = assertThrows(WorkerException.class, () -> worker.prepare(Workloads.of("W2:hidden=2")));
            assertEquals(
                    "worker cannot prepare W2:hidden=2: weights are trained as float32 alone, and W2:hidden=2 trains;"
                            + " weights of int8 are for W6 and W7",
                    refused.getMessage());
            String description = worker.prepare(Workloads.of("W6lstm:hidden=2"));
            assertTrue(description.startsWith("unroll with weights of int8 ("), description);
            assertEquals(1, worker.run(0).count());
        }
    }

    @Test
    void aWorkerThatDiesIsNamedWithWhatItPrinted() throws IOException {
        try (WorkerProcess worker = worker("no such form")) {
            var died = assertThrows(WorkerException.class, () -> worker.run(0));
            String message = String.valueOf(died.getMessage());
            assertTrue(message.startsWith("worker died of \"run 0.0\"; the end of what it printed:\n"), message);
            assertTrue(message.contains("Unroll has no form \"no such form\""), message);
        }
    }

    @Test
    void contendersMeasureInTurnsOfTheSameNumber() throws IOException, InterruptedException {
        var plan = new Plan(1, 3, 0.01, 0);
        var comparison = new Comparison(plan, List.of(Peer.SCALAR, Peer.USER_CELL), Path.of("."), _ -> {});
        Result result = comparison.measure(Workloads.of(SMALL));
        assertEquals(3, result.ours().turns().size());
        assertEquals(List.of("scalar"), result.peers().stream().map(Side::name).toList());
        assertEquals(3, result.peers().getFirst().turns().size());
        assertEquals(1, result.refusals().size());
    }

    @Test
    void aProfileNamesTheProductsAmongOtherKernels() throws IOException {
        var plan = new Plan(1, 1, 0.5, 0);
        String profile = new Comparison(plan, List.of(), Path.of("."), _ -> {}).profile(Workloads.of("W1:batch=2"));
        assertTrue(profile.matches("[^=;]+=\\d+(;[^=;]+=\\d+)*"), profile);
        assertTrue(profile.contains("roduct="), profile);
    }
}
