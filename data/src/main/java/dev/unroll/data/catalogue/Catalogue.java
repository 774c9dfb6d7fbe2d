package dev.unroll.data.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The data sets that can be fetched by name. */
public final class Catalogue {

    private static final String RESOURCE = "catalogue.json";

    private final List<CatalogueEntry> entries;

    private Catalogue(List<CatalogueEntry> entries) {
        this.entries = entries;
    }

    /** What the resource holds. */
    private record Sets(List<Entry> sets) {}

    /** A set; several may share a folder, and one without has its name for it. */
    private record Entry(
            String name,
            String task,
            String license,
            String source,
            @Nullable String folder,
            List<String> use,
            List<RemoteFile> files) {

        CatalogueEntry checked() {
            return new CatalogueEntry(
                    name,
                    task,
                    license,
                    source,
                    folder == null ? name : folder,
                    use,
                    files.stream().map(RemoteFile::checked).toList());
        }
    }

    private record RemoteFile(String name, long bytes, String sha256, List<String> addresses) {

        CatalogueEntry.RemoteFile checked() {
            return new CatalogueEntry.RemoteFile(
                    name, bytes, sha256, addresses.stream().map(URI::create).toList());
        }
    }

    /** Returns the catalogue that comes with this jar. */
    public static Catalogue load() {
        try (InputStream in = Objects.requireNonNull(Catalogue.class.getResourceAsStream(RESOURCE), RESOURCE);
                var text = new InputStreamReader(in, UTF_8)) {
            Sets sets = new Gson().fromJson(text, Sets.class);
            return new Catalogue(sets.sets().stream().map(Entry::checked).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all data sets. */
    public List<CatalogueEntry> entries() {
        return entries;
    }

    /** Returns the names of all data sets. */
    public List<String> names() {
        return entries.stream().map(CatalogueEntry::name).toList();
    }

    /** Returns the data set of this name. */
    public Optional<CatalogueEntry> find(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }
}
