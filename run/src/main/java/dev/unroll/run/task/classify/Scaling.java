package dev.unroll.run.task.classify;

import dev.unroll.core.input.VectorEncoder;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.DataException;
import dev.unroll.data.LabeledVectors;
import dev.unroll.data.VectorDataset;
import dev.unroll.run.config.DataTable;
import java.util.List;

/** What a configuration makes of the numbers of vectors. */
final class Scaling {

    private Scaling() {}

    /** Returns the encoder of a data set; mean and deviation are those of the training part alone. */
    static VectorEncoder encoder(DataTable.Scale scale, VectorDataset dataset, List<LabeledVectors> training) {
        return switch (scale) {
            case NONE -> new VectorEncoder(dataset.features(), 0, 1);
            case UNIT -> new VectorEncoder(dataset.features(), 0, dataset.largest());
            case STANDARD -> standard(dataset, training);
        };
    }

    private static VectorEncoder standard(VectorDataset dataset, List<LabeledVectors> training) {
        double count = 0;
        double sum = 0;
        for (LabeledVectors example : training) {
            Matrix vectors = example.vectors();
            count += (double) vectors.rows() * vectors.columns();
            sum += sum(vectors, 0, 1);
        }
        double mean = sum / count;
        double squares = 0;
        for (LabeledVectors example : training) {
            squares += sum(example.vectors(), mean, 2);
        }
        double deviation = Math.sqrt(squares / count);
        if (!(deviation > 0)) {
            throw new DataException(
                    dataset.name() + " has no two different numbers, so data.scale must not be standard");
        }
        return new VectorEncoder(dataset.features(), (float) mean, (float) deviation);
    }

    /** Returns the sum of (number − offset), or of its square. */
    private static double sum(Matrix vectors, double offset, int power) {
        double sum = 0;
        for (int t = 0; t < vectors.rows(); t++) {
            for (int j = 0; j < vectors.columns(); j++) {
                double difference = vectors.get(t, j) - offset;
                sum += power == 1 ? difference : difference * difference;
            }
        }
        return sum;
    }
}
