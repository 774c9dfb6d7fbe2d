package dev.unroll.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Where results go, which remembers that they could not go there: writers of text keep that to themselves. */
public final class ResultStream extends OutputStream {

    private final OutputStream out;
    private Optional<IOException> failure = Optional.empty();

    public ResultStream(OutputStream out) {
        this.out = out;
    }

    /**
     * Returns what was lost, in words; empty if nothing was, or if nobody wanted the rest: {@code unroll ... | head} closes
     * the pipe when it has seen enough.
     */
    public Optional<String> loss() {
        return failure.map(IOException::getMessage)
                .filter(problem -> !problem.contains("Broken pipe"))
                .map(problem -> "the results cannot be written to stdout: " + problem);
    }

    private interface Writing {
        void run() throws IOException;
    }

    private void attempt(Writing writing) throws IOException {
        try {
            writing.run();
        } catch (IOException e) {
            failure = Optional.of(failure.orElse(e));
            throw e;
        }
    }

    @Override
    public void write(int b) throws IOException {
        attempt(() -> out.write(b));
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        attempt(() -> out.write(bytes, from, count));
    }

    @Override
    public void flush() throws IOException {
        attempt(out::flush);
    }
}
