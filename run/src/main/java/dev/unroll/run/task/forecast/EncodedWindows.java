package dev.unroll.run.task.forecast;

import dev.unroll.core.input.SeriesEncoder;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.network.VectorSource;
import dev.unroll.core.train.ValueSource;
import dev.unroll.data.series.SeriesWindow;
import java.util.List;

/** Windows as a network reads them, and what it shall answer, made whenever a batch takes them. */
record EncodedWindows(ForecastProblem problem, List<SeriesWindow> windows) implements VectorSource, ValueSource {

    @Override
    public int count() {
        return windows.size();
    }

    @Override
    public int features() {
        return problem.input().features();
    }

    @Override
    public int length(int i) {
        return problem.input().steps(windows.get(i).origin());
    }

    @Override
    public Matrix vectors(int i) {
        return problem.encode(windows.get(i)).vectors();
    }

    @Override
    public int outputs() {
        return problem.task().horizon();
    }

    @Override
    public boolean mayBeMissing() {
        return problem.input().mayBeMissing();
    }

    @Override
    public void write(int i, float[] into, int at) {
        SeriesWindow window = windows.get(i);
        SeriesEncoder.Window encoded = problem.encode(window);
        for (int h = 0; h < outputs(); h++) {
            into[at + h] = (float) encoded.answered(window.future(h), h);
        }
    }
}
