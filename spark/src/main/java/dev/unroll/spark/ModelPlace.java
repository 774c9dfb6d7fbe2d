package dev.unroll.spark;

import dev.unroll.spark.folder.ModelFiles;
import java.io.IOException;
import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/** Where a task finds its model. */
sealed interface ModelPlace extends Serializable {

    /** Returns the model, ready in this JVM. */
    SharedModels.Ready ready();

    /** In a broadcast, which each executor fetches once, and only if the model is not ready there. */
    record InBroadcast(String fingerprint, Broadcast<ModelFiles> files) implements ModelPlace {

        @Override
        public SharedModels.Ready ready() {
            return SharedModels.get(fingerprint, files::value);
        }
    }

    /** In a folder that all executors reach. */
    record InFolder(String fingerprint, String folder, SerializableConfiguration hadoop) implements ModelPlace {

        @Override
        public SharedModels.Ready ready() {
            return SharedModels.get(fingerprint, this::read);
        }

        private ModelFiles read() throws IOException {
            ModelFiles files = ModelFiles.read(folder, hadoop.value());
            if (!files.fingerprint().equals(fingerprint)) {
                throw new IOException("the model in " + folder + " is another one than the driver read; read it again"
                        + " there, or set shipping to broadcast");
            }
            return files;
        }
    }
}
