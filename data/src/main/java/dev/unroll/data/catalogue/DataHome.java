package dev.unroll.data.catalogue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The folder of the data sets, a folder each: {@code UNROLL_DATA}, or the place that the XDG base directories name. */
public record DataHome(Path folder) {

    /** The environment's variable that names the folder. */
    public static final String VARIABLE = "UNROLL_DATA";

    /**
     * Returns the folder that an environment names: {@code $UNROLL_DATA}, else {@code $XDG_DATA_HOME/unroll}, else
     * {@code ~/.local/share/unroll}.
     */
    public static DataHome of(Map<String, String> environment) {
        String own = environment.getOrDefault(VARIABLE, "");
        if (!own.isBlank()) {
            return new DataHome(Path.of(own));
        }
        String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
        String home = environment.getOrDefault("HOME", "");
        if (home.isBlank()) {
            home = System.getProperty("user.home", ".");
        }
        // The specification has relative paths ignored.
        Path base = !xdg.isBlank() && Path.of(xdg).isAbsolute() ? Path.of(xdg) : Path.of(home, ".local", "share");
        return new DataHome(base.resolve("unroll"));
    }

    /** Returns where a data set lies, or will. */
    public Path folderOf(CatalogueEntry entry) {
        return folder.resolve(entry.folder());
    }

    /**
     * Returns what a reader is to be given of a data set: its folder, or the file in it; nothing if it is not here, or
     * not whole since a download of it was broken off.
     */
    public Optional<Path> find(CatalogueEntry entry) {
        Path set = folderOf(entry);
        return entry.use().stream()
                .filter(file -> (!file.equals(".") && entry.files().size() == 1) || isWhole(entry, set))
                .map(file -> file.equals(".") ? set : set.resolve(file))
                .filter(Files::exists)
                .findFirst();
    }

    private static boolean isWhole(CatalogueEntry entry, Path set) {
        return entry.files().stream()
                .noneMatch(file -> Files.exists(Download.part(set, file)) && !Files.exists(set.resolve(file.name())));
    }
}
