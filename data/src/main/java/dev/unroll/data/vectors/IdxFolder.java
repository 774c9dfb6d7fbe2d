package dev.unroll.data.vectors;

import dev.unroll.core.form.Sentence;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.data.DataException;
import dev.unroll.data.LabeledVectors;
import dev.unroll.data.ReadReport;
import dev.unroll.data.VectorDataset;
import dev.unroll.data.file.Names;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder with the four files of MNIST, and of the sets that took over its names: {@code train-images-idx3-ubyte},
 * {@code train-labels-idx1-ubyte}, and both with {@code t10k} in place of {@code train}, the test part. Each may be
 * compressed, {@code .gz}, and may have a dot before {@code idx}, as some copies do.
 */
public final class IdxFolder {

    private static final String TRAIN_IMAGES = "train-images";
    private static final String TRAIN_LABELS = "train-labels";
    private static final String TEST_IMAGES = "t10k-images";
    private static final String TEST_LABELS = "t10k-labels";

    private IdxFolder() {}

    /** Returns whether a folder has the pictures to learn from. */
    public static boolean isOne(Path folder) {
        return find(folder, TRAIN_IMAGES).isPresent();
    }

    /** Returns the pictures as sequences of rows, with the digits as labels and the test part apart. */
    public static VectorDataset read(Path folder) {
        IdxFile.Contents pictures = IdxFile.readSequences(require(folder, TRAIN_IMAGES));
        List<LabeledVectors> train = labeled(folder, TRAIN_LABELS, pictures.sequences());
        List<LabeledVectors> test = find(folder, TEST_IMAGES).isPresent()
                ? labeled(
                        folder,
                        TEST_LABELS,
                        IdxFile.readSequences(require(folder, TEST_IMAGES)).sequences())
                : List.of();
        List<String> labels = Stream.concat(train.stream(), test.stream())
                .map(LabeledVectors::label)
                .distinct()
                // Numbers: 10 comes after 9.
                .sorted(Comparator.comparingInt(Integer::parseInt))
                .toList();
        var report = ReadReport.clean(test.isEmpty() ? 2 : 4, ReadReport.Unit.SEQUENCE, train.size() + test.size());
        return new VectorDataset(Names.of(folder), train, test, labels, pictures.largest(), report);
    }

    private static List<LabeledVectors> labeled(Path folder, String file, List<Matrix> pictures) {
        Path labelFile = require(folder, file);
        List<String> labels = IdxFile.readLabels(labelFile);
        if (labels.size() != pictures.size()) {
            throw new DataException(labelFile + " has " + Sentence.counted(labels.size(), "label") + " for "
                    + Sentence.counted(pictures.size(), "picture") + "; do the two files belong together?");
        }
        var labeled = new ArrayList<LabeledVectors>(pictures.size());
        for (int i = 0; i < pictures.size(); i++) {
            labeled.add(new LabeledVectors(pictures.get(i), labels.get(i)));
        }
        return labeled;
    }

    private static Path require(Path folder, String start) {
        return find(folder, start)
                .orElseThrow(() -> new DataException(folder + " has no file " + start + "-idx"
                        + (start.endsWith("images") ? '3' : '1') + "-ubyte or the same with .gz; put it there"));
    }

    private static Optional<Path> find(Path folder, String start) {
        String rank = start.endsWith("images") ? "idx3-ubyte" : "idx1-ubyte";
        return Stream.of(start + "-" + rank, start + "." + rank)
                .flatMap(name -> Stream.of(name, name + ".gz"))
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
