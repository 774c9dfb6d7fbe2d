package dev.unroll.data.catalogue;

import java.net.URI;
import java.util.List;

/**
 * One data set.
 *
 * @param task what is learned from it, in a few words
 * @param license as its makers state it
 * @param source the page or repository of its makers
 * @param folder where it lies among data sets: its name, or that of a folder for several sets
 * @param use what a reader is given: {@code .} for the folder, or the first of these files that is there
 */
public record CatalogueEntry(
        String name,
        String task,
        String license,
        String source,
        String folder,
        List<String> use,
        List<RemoteFile> files) {

    public CatalogueEntry {
        use = List.copyOf(use);
        files = List.copyOf(files);
    }

    /**
     * A file of the set, as its makers publish it.
     *
     * @param sha256 in lower-case hexadecimal digits
     * @param addresses where it is, the first to be tried first
     */
    public record RemoteFile(String name, long bytes, String sha256, List<URI> addresses) {

        public RemoteFile {
            addresses = List.copyOf(addresses);
        }
    }

    /** Returns the bytes of all files. */
    public long bytes() {
        return files.stream().mapToLong(RemoteFile::bytes).sum();
    }
}
