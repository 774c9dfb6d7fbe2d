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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The data sets that can be fetched by name. */
public final class Catalogue {

    private static final String RESOURCE = "catalogue.json";

    private final List<Entry> entries;

    private Catalogue(List<Entry> entries) {
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
            List<RemoteFile> files,
            @Nullable Listing listing) {

        CatalogueEntry checked() {
            Stream<RemoteFile> listed = listing == null ? Stream.empty() : listing.files();
            return new CatalogueEntry(
                    name,
                    task,
                    license,
                    source,
                    folder == null ? name : folder,
                    use,
                    Stream.concat(files.stream(), listed)
                            .map(RemoteFile::checked)
                            .toList());
        }
    }

    /**
     * Files that are too many for the resource of all sets.
     *
     * @param resource a line a file: its SHA-256, its bytes, its name
     * @param address of the folder that they are in
     */
    private record Listing(String resource, String address) {

        Stream<RemoteFile> files() {
            try (InputStream in = Objects.requireNonNull(Catalogue.class.getResourceAsStream(resource), resource)) {
                return new String(in.readAllBytes(), UTF_8).lines().map(this::file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private RemoteFile file(String line) {
            String[] parts = line.split(" ", 3);
            return new RemoteFile(parts[2], Long.parseLong(parts[1]), parts[0], List.of(address + parts[2]));
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
            return new Catalogue(sets.sets());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all data sets. */
    public List<CatalogueEntry> entries() {
        return entries.stream().map(Entry::checked).toList();
    }

    /** Returns the names of all data sets. */
    public List<String> names() {
        return entries.stream().map(Entry::name).toList();
    }

    /** Returns the data set of this name. */
    public Optional<CatalogueEntry> find(String name) {
        return entries.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .map(Entry::checked);
    }
}
