package dev.unroll.flink;

import dev.unroll.core.model.Model;
import dev.unroll.core.stream.KeyedModel;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The models of this JVM, by fingerprint, each as long as a subtask has it.
 *
 * <p>Static, since Flink makes a function of its own for each subtask out of bytes: they have no other place in common.
 */
final class SharedModels {

    private static final Map<String, WeakReference<KeyedModel>> MODELS = new HashMap<>();

    private SharedModels() {}

    /** Returns the model with this fingerprint, loaded from the folder unless it is there already. */
    static synchronized KeyedModel get(Path folder, String fingerprint) throws IOException {
        KeyedModel shared =
                MODELS.getOrDefault(fingerprint, new WeakReference<>(null)).get();
        if (shared == null) {
            shared = KeyedModel.of(Model.load(folder));
            if (!shared.fingerprint().equals(fingerprint)) {
                throw new IllegalStateException("the model in " + folder + " is " + shared.fingerprint()
                        + " but the job was made with " + fingerprint
                        + "; give every task manager the same folder, and do not replace it while a job runs");
            }
            MODELS.put(fingerprint, new WeakReference<>(shared));
        }
        return shared;
    }
}
