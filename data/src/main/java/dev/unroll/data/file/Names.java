package dev.unroll.data.file;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** What names of files tell, whatever the case of their letters. */
public final class Names {

    private static final String GZ = ".gz";

    /** What operating systems leave in folders. */
    private static final Set<String> SYSTEM = Set.of("__macosx", "thumbs.db", "desktop.ini", "$recycle.bin", "@eadir");

    /** What stands beside data and is none, whatever the extension. */
    private static final Set<String> PAPERS =
            Set.of("readme", "license", "licence", "copying", "notice", "attribution", "citation", "changelog");

    private Names() {}

    /** Returns the last name of a path, which a root lacks. */
    public static String of(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? path.toString() : name.toString();
    }

    /** Returns the last name of a path, without {@code .gz}. */
    public static String withoutGz(Path file) {
        return withoutGz(of(file));
    }

    /** Returns a name without {@code .gz}. */
    public static String withoutGz(String name) {
        return lower(name).endsWith(GZ) ? name.substring(0, name.length() - GZ.length()) : name;
    }

    /** Returns what follows the last dot of a name, in small letters and without {@code .gz}; nothing if it has no dot. */
    public static String extension(Path file) {
        String name = lower(withoutGz(file));
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }

    /** Returns whether a file has one of these endings, followed by {@code .gz} or not. */
    public static boolean hasEnding(Path file, String... endings) {
        return hasEnding(of(file), endings);
    }

    /** Returns whether a name has one of these endings, followed by {@code .gz} or not. */
    public static boolean hasEnding(String file, String... endings) {
        String name = lower(withoutGz(file));
        for (String ending : endings) {
            if (name.endsWith(ending) && name.length() > ending.length()) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a name is no data but what editors and systems leave: hidden, a backup, a list of thumbnails. */
    public static boolean isForeign(String name) {
        return name.startsWith(".")
                || name.startsWith("~")
                || name.endsWith("~")
                || (name.startsWith("#") && name.endsWith("#"))
                || SYSTEM.contains(lower(name));
    }

    /** Returns whether a name is that of a paper beside data, {@code README.txt}. */
    public static boolean isPaper(String name) {
        return PAPERS.contains(lower(name).split("[^a-z]", 2)[0]);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
