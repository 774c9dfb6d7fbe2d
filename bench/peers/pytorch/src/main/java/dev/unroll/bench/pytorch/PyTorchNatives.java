package dev.unroll.bench.pytorch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Puts the official libtorch, which has MKL, in the place of the one that JavaCPP brings, which has OpenBLAS: the two are
 * of one version, so JavaCPP's bindings fit both.
 */
final class PyTorchNatives {

    private static final String FOLDER = "/pytorch/cpu/linux-x86_64/";

    private static final List<String> LIBRARIES =
            List.of("libgomp-98b21ff3.so.1", "libc10.so", "libtorch_cpu.so", "libtorch.so");

    private PyTorchNatives() {}

    /** Unpacks the libraries, once, and tells JavaCPP to look there first; before its first class is touched. */
    static void install() throws IOException {
        Path natives = Path.of(System.getProperty("unroll.bench.natives"));
        Files.createDirectories(natives);
        for (String library : LIBRARIES) {
            if (!Files.exists(natives.resolve(library))) {
                unpack(library, natives);
            }
        }
        System.setProperty("java.library.path", natives.toString());
        System.setProperty("org.bytedeco.javacpp.pathsFirst", "true");
        System.setProperty(
                "org.bytedeco.javacpp.cachedir", natives.resolve("javacpp").toString());
    }

    /** Under another name first: a process that is killed must leave no half library behind. */
    private static void unpack(String library, Path natives) throws IOException {
        try (InputStream source = PyTorchNatives.class.getResourceAsStream(FOLDER + library)) {
            if (source == null) {
                throw new IOException("the jar of libtorch has no " + FOLDER + library);
            }
            Path partial = Files.createTempFile(natives, library, ".partial");
            Files.copy(source, partial, StandardCopyOption.REPLACE_EXISTING);
            Files.move(partial, natives.resolve(library), StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
