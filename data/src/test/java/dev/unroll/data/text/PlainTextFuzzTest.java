package dev.unroll.data.text;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.data.DataException;
import dev.unroll.data.file.Encoding;
import dev.unroll.house.foreign.Foreign;
import dev.unroll.house.foreign.Forms;
import dev.unroll.house.foreign.MemoryFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as a text. */
final class PlainTextFuzzTest {

    private static final List<Encoding> ENCODINGS =
            List.of(Encoding.FOUND, Encoding.of("UTF-16"), Encoding.of("windows-1252"), Encoding.of("Shift_JIS"));

    private static final List<TextForm> FORMS = Arrays.stream(Normalization.values())
            .flatMap(form ->
                    ENCODINGS.stream().map(encoding -> new TextForm(form, Tokenizer.WORDS, encoding, TableForm.USUAL)))
            .toList();

    @TempDir(factory = MemoryFolder.class)
    private Path folder = Path.of("");

    @FuzzTest
    void aTextIsRefusedOrReadByLinesAndWhole(byte[] bytes) throws Exception {
        Path file = folder.resolve("any.txt");
        Files.write(file, bytes);
        for (TextForm form : Forms.of(bytes, FORMS)) {
            Foreign.read(bytes.length, file, List.of(DataException.class), () -> PlainText.read(file, form));
            Foreign.read(bytes.length, file, List.of(DataException.class), () -> PlainText.readWhole(file, form));
        }
    }
}
