package dev.unroll.core.kernel;

/**
 * What computes: kernels, and a team of threads that share the work. No result depends on either.
 *
 * <pre>{@code
 * try (Compute compute = Compute.of(2)) {
 *     Network trained = new Trainer(plan, compute).train(network, examples);
 * }
 * }</pre>
 *
 * <p>Closing it ends the threads; whatever was made with it then runs on its caller alone.
 */
public record Compute(Kernels kernels, Team team) implements AutoCloseable {

    /** Returns the fastest kernels that there are, on so many threads, the caller among them. */
    public static Compute of(int threads) {
        return new Compute(Kernels.fastest(), Team.of(threads));
    }

    @Override
    public void close() {
        team.close();
    }
}
