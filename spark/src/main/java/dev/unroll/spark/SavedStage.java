package dev.unroll.spark;

import dev.unroll.spark.folder.ModelFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import scala.Option;

/** A stage on a file system: its params as Spark has them, and the folder of its model beside them. */
final class SavedStage {

    private static final String MODEL = "/model";

    private SavedStage() {}

    /** Writes the params, and the model's folder beside them. */
    static final class Writer extends MLWriter {
        private final UnrollModel model;

        Writer(UnrollModel model) {
            this.model = model;
        }

        @Override
        public void saveImpl(String path) {
            DefaultParamsWriter.saveMetadata(model, path, sparkSession());
            try {
                model.files().write(path + MODEL, sc().hadoopConfiguration());
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        }
    }

    static final class Reader extends MLReader<UnrollModel> {

        @Override
        public UnrollModel load(String path) {
            var metadata = DefaultParamsReader.loadMetadata(path, sparkSession(), UnrollModel.class.getName());
            try {
                ModelFiles files = ModelFiles.read(path + MODEL, sc().hadoopConfiguration());
                var model = new UnrollModel(metadata.uid(), files);
                metadata.getAndSetParams(model, Option.empty());
                return model;
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        }
    }
}
