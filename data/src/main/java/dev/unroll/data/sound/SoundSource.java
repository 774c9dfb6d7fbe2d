package dev.unroll.data.sound;

import dev.unroll.data.file.Names;
import dev.unroll.data.file.Problems;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Where many sounds lie: a folder, at whatever depth, or a zip of one. */
public sealed interface SoundSource extends Closeable {

    /** The most sounds of a source: a guard against archives made to fill memory. */
    int MOST = 1 << 20;

    /** A folder to look for sounds in may be that of a whole machine: so deep and so far is looked whether it has any. */
    int LOOKED_DEEP = 4;

    int LOOKED_AT = 10_000;

    /** Returns the places of the sounds below the source, with slashes, sorted. */
    List<String> places();

    /** Returns how many files are no sounds. */
    int passedOver();

    /** Returns the bytes of a sound, and not many more than {@link WavFile#LARGEST}. */
    byte[] bytes(String place) throws IOException;

    /** Returns whether a folder or zip seems to have sounds. */
    static boolean isOne(Path path) {
        if (Files.isDirectory(path)) {
            return Problems.reading(path, () -> {
                try (Stream<Path> files = Files.find(path, LOOKED_DEEP, (file, kind) -> true)) {
                    return files.limit(LOOKED_AT).anyMatch(WavFile::isOne);
                }
            });
        }
        if (!Names.hasEnding(path, ".zip") || !Files.isRegularFile(path)) {
            return false;
        }
        try (SoundSource zip = new Zip(path)) {
            return !zip.places().isEmpty();
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Opens a folder or zip. */
    static SoundSource open(Path path) throws IOException {
        return Files.isDirectory(path) ? new Folder(path) : new Zip(path);
    }

    private static boolean isSound(String place) {
        return WavFile.isOne(place) && Stream.of(place.split("/")).noneMatch(Names::isForeign);
    }

    /** Sounds in folders; links are followed. */
    final class Folder implements SoundSource {

        private final Path root;
        private final List<String> places;
        private final int passedOver;

        Folder(Path root) throws IOException {
            this.root = root;
            try (Stream<Path> all = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
                List<String> files = all.filter(Files::isRegularFile)
                        .map(file -> root.relativize(file).toString().replace('\\', '/'))
                        .limit(MOST)
                        .toList();
                this.places =
                        files.stream().filter(SoundSource::isSound).sorted().toList();
                this.passedOver = files.size() - places.size();
            }
        }

        @Override
        public List<String> places() {
            return places;
        }

        @Override
        public int passedOver() {
            return passedOver;
        }

        @Override
        public byte[] bytes(String place) throws IOException {
            try (InputStream in = Files.newInputStream(root.resolve(place))) {
                return in.readNBytes(WavFile.LARGEST + 1);
            }
        }

        @Override
        public void close() {}
    }

    /** Sounds in a zip. */
    final class Zip implements SoundSource {

        private final ZipFile zip;
        private final List<String> places;
        private final int passedOver;

        Zip(Path file) throws IOException {
            this.zip = new ZipFile(file.toFile());
            List<String> files = new ArrayList<>();
            zip.stream().filter(entry -> !entry.isDirectory()).limit(MOST).forEach(entry -> files.add(entry.getName()));
            this.places = files.stream().filter(SoundSource::isSound).sorted().toList();
            this.passedOver = files.size() - places.size();
        }

        @Override
        public List<String> places() {
            return places;
        }

        @Override
        public int passedOver() {
            return passedOver;
        }

        @Override
        public byte[] bytes(String place) throws IOException {
            try (InputStream in = zip.getInputStream(new ZipEntry(place))) {
                return in.readNBytes(WavFile.LARGEST + 1);
            }
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }
}
