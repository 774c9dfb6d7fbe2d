package dev.unroll.spark;

import dev.unroll.core.model.Model;
import dev.unroll.spark.folder.ModelFiles;
import dev.unroll.spark.score.Scorer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The models that are ready in this JVM: one copy of the weights of each, for all tasks that ask it, as long as memory lasts. */
final class SharedModels {

    // The one state that is static: tasks of an executor have nothing else in common.
    private static final Map<String, Reference<Ready>> READY = new HashMap<>();

    private SharedModels() {}

    /**
     * A model that can be asked.
     *
     * @param first not to be asked itself: each task asks a fork
     */
    record Ready(Model model, Scorer<?> first) {}

    /** Brings a model's folder to this JVM. */
    interface Source {
        ModelFiles files() throws IOException;
    }

    /**
     * Returns a model that is ready, or makes it so.
     *
     * @param fingerprint by which it is known
     */
    static Ready get(String fingerprint, Source source) {
        synchronized (READY) {
            Optional<Ready> known = Optional.ofNullable(READY.get(fingerprint)).map(Reference::get);
            if (known.isPresent()) {
                return known.get();
            }
            try {
                Model model = source.files().load();
                var ready = new Ready(model, Scorer.of(model));
                READY.put(fingerprint, new SoftReference<>(ready));
                return ready;
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        }
    }
}
