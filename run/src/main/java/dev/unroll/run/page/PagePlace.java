package dev.unroll.run.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Where a page goes, so that nothing is lost by it. */
public final class PagePlace {

    /** Stands at the end of every page. */
    private static final String MARK = "<footer>Made by Unroll ";

    /** The end of a page, with the mark in it. */
    private static final int END = 512;

    /** Within so many bytes a picture says that it is one. */
    private static final int BEGINNING = 1024;

    private PagePlace() {}

    /** Returns the name of a page, or if there is such a file the first free name like it: {@code explain-2.html}. */
    public static Path free(String name) {
        Path place = Path.of(name);
        for (int number = 2; Files.exists(place, LinkOption.NOFOLLOW_LINKS); number++) {
            place = Path.of(name.replaceFirst("(\\.html)?$", "-" + number + "$1"));
        }
        return place;
    }

    /**
     * Returns a place that a user has named.
     *
     * @throws FileAlreadyExistsException if a file is there that is no page of Unroll's; the message says so
     */
    public static Path replaceable(Path file) throws IOException {
        if (Files.isRegularFile(file) && !isPage(file)) {
            throw new FileAlreadyExistsException(
                    file + " is a file that Unroll has not written, so it is not replaced");
        }
        return file;
    }

    /**
     * Returns a place for a picture that a user has named.
     *
     * @throws FileAlreadyExistsException if a file is there that is no picture in SVG; the message says so
     */
    public static Path replaceablePicture(Path file) throws IOException {
        if (Files.isRegularFile(file) && !isPicture(file)) {
            throw new FileAlreadyExistsException(file + " is a file that is no picture in SVG, so it is not replaced");
        }
        return file;
    }

    private static boolean isPicture(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(BEGINNING), StandardCharsets.UTF_8).contains("<svg");
        }
    }

    private static boolean isPage(Path file) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.seek(Math.max(0, bytes.length() - END));
            byte[] end = new byte[(int) (bytes.length() - bytes.getFilePointer())];
            bytes.readFully(end);
            return new String(end, StandardCharsets.UTF_8).contains(MARK);
        }
    }
}
