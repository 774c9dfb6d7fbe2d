package dev.unroll.data.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.data.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WavFileTest {

    private static final int PCM = 1;
    private static final int FLOAT = 3;

    private final Path folder;

    WavFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void eightBitsAreUnsigned() throws IOException {
        assertSamples(new float[] {0, -1, 127 / 128f, 0.5f}, Wavs.file(PCM, 1, 8000, 8, bytes(128, 0, 255, 192)));
    }

    @Test
    void sixteenBitsAreSignedAndLittleEndian() throws IOException {
        assertSamples(
                new float[] {1 / 32768f, -1, 0.5f},
                Wavs.file(PCM, 1, 8000, 16, bytes(0x01, 0x00, 0x00, 0x80, 0x00, 0x40)));
    }

    @Test
    void twentyFourBitsAreSignedAndLittleEndian() throws IOException {
        assertSamples(
                new float[] {0x1p-23f, -1, 0.5f, -0x1p-23f},
                Wavs.file(PCM, 1, 8000, 24, bytes(1, 0, 0, 0, 0, 0x80, 0, 0, 0x40, 255, 255, 255)));
    }

    @Test
    void thirtyTwoBitsAreSignedAndLittleEndian() throws IOException {
        assertSamples(
                new float[] {-1, 0.25f, -0x1p-31f},
                Wavs.file(PCM, 1, 8000, 32, bytes(0, 0, 0, 0x80, 0, 0, 0, 0x20, 255, 255, 255, 255)));
    }

    @Test
    void floatsAreTakenAsTheyAre() throws IOException {
        ByteBuffer samples = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        samples.putFloat(0.1f).putFloat(-1.5f);

        assertSamples(new float[] {0.1f, -1.5f}, Wavs.file(FLOAT, 1, 8000, 32, samples.array()));
    }

    @Test
    void channelsAreMixedDownToTheirMean() throws IOException {
        Recording stereo = read(Wavs.file(PCM, 2, 8000, 16, bytes(0, 0x40, 0, 0x20, 0, 0x40, 0, 0xC0)));

        assertArrayEquals(new float[] {0.375f, 0}, stereo.sound().samples());
        assertEquals(2, stereo.channels());
    }

    @Test
    void anExtendedHeaderIsReadAndOtherChunksArePassedOver() throws IOException {
        assertSamples(new float[] {0.5f}, Wavs.extended(PCM, 1, 8000, 24, bytes(0, 0, 0x40)));
    }

    @ParameterizedTest
    // ITU-T G.711, tables 1 and 2: the smallest and the largest of each sign, of 13 and 14 bits.
    @CsvSource({
        "6, 213, 1",
        "6, 85, -1",
        "6, 170, 4032",
        "6, 42, -4032",
        "7, 255, 0",
        "7, 254, 2",
        "7, 128, 8031",
        "7, 0, -8031"
    })
    void lawsAreDecoded(int code, int written, int value) throws IOException {
        float unit = code == 6 ? 0x1p-12f : 0x1p-13f;

        assertSamples(new float[] {value * unit}, Wavs.file(code, 1, 8000, 8, bytes(written)));
    }

    @Test
    void aStreamOfUnknownLengthGoesToItsEnd() throws IOException {
        byte[] file = Wavs.file(PCM, 1, 8000, 16, bytes(0, 0x40, 0, 0x20));
        Arrays.fill(file, 40, 44, (byte) 255);

        assertSamples(new float[] {0.5f, 0.25f}, file);
    }

    @Test
    void theRateIsThatOfTheHeader() throws IOException {
        assertEquals(11025, read(Wavs.of(Sounds.tone(440, 11025, 100))).sound().rate());
    }

    @Test
    void aToneIsReadAsItWasWritten() throws IOException {
        Sound tone = Sounds.tone(440, 8000, 100);

        assertArrayEquals(tone.samples(), read(Wavs.of(tone)).sound().samples(), 0x1p-16f + 1e-7f);
    }

    @Test
    void aCompressedFileIsUnpackedWhateverItsName() throws IOException {
        byte[] file = Wavs.file(PCM, 1, 8000, 16, bytes(0, 0x40, 0, 0x20));

        assertSamples(new float[] {0.5f, 0.25f}, compressed(file));
        assertTrue(WavFile.isOne(Files.write(folder.resolve("x.WAV.gz"), compressed(file))));
    }

    @Test
    void aCompressedFileIsCheckedToItsEnd() throws IOException {
        byte[] file = compressed(Wavs.of(Sounds.tone(440, 8000, 1000)));
        byte[] cut = Arrays.copyOf(file, file.length - 9);
        file[file.length - 8] ^= 1;

        assertRefused("is broken: Corrupt GZIP trailer; fetch it again", file);
        assertRefused("is cut off: what gzip made of it ends too early; fetch it again", cut);
    }

    private static byte[] compressed(byte[] file) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(file);
        }
        return bytes.toByteArray();
    }

    @Test
    void aCutOffFileIsRefused() throws IOException {
        byte[] file = Wavs.of(Sounds.tone(440, 8000, 1000));

        assertRefused(
                "is cut off: its header promises 2,000 bytes of samples but 1,500 are there; fetch it again",
                Arrays.copyOf(file, 1544));
    }

    @Test
    void aFileThatEndsInItsHeaderIsRefused() throws IOException {
        byte[] file = Wavs.of(Sounds.tone(440, 8000, 1000));

        assertRefused("is cut off: it ends before its samples (chunk data); fetch it again", Arrays.copyOf(file, 38));
    }

    @Test
    void aTextIsRefused() throws IOException {
        assertRefused(
                "is no WAV file: it must begin with RIFF and WAVE; convert it: ffmpeg -i IN OUT.wav",
                "this is a text".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anMp3FileIsRefusedByItsName() throws IOException {
        assertRefused(
                "is no WAV file: it must begin with RIFF and WAVE but looks like an MP3 file;"
                        + " convert it: ffmpeg -i IN OUT.wav",
                "ID3\u0003 and so on".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("x.wav"));

        assertEquals(
                file + " is empty; fill it or leave it out",
                assertThrows(DataException.class, () -> WavFile.read(file)).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"2, Microsoft ADPCM", "17, IMA ADPCM", "85, MP3", "999, format 999"})
    void compressedSamplesAreRefused(int code, String name) throws IOException {
        assertRefused(
                "is compressed as " + name + ", which Unroll does not read; convert it:"
                        + " ffmpeg -i IN.wav -c:a pcm_s16le OUT.wav",
                Wavs.file(code, 1, 8000, 16, bytes(1, 2)));
    }

    @Test
    void noSampleIsRefused() throws IOException {
        assertRefused("has no samples; leave it out", Wavs.file(PCM, 1, 8000, 16, bytes()));
    }

    @Test
    void bitsThatAreNotReadAreRefused() throws IOException {
        assertRefused(
                "has samples of 12 bits, where PCM of 8, 16, 24 or 32, float of 32 or 64, or A-law and µ-law of 8 are"
                        + " read; convert it: ffmpeg -i IN.wav -c:a pcm_s16le OUT.wav",
                Wavs.file(PCM, 1, 8000, 12, bytes(1, 2)));
    }

    @Test
    void noChannelIsRefused() throws IOException {
        assertRefused(
                "is broken: it must have from 1 to 64 channels but says 0; fetch it again",
                Wavs.file(PCM, 0, 8000, 16, bytes(1, 2)));
    }

    @Test
    void anAbsurdRateIsRefused() throws IOException {
        assertRefused(
                "is broken: it must have from 1 to 1000000 samples a second but says 4294967295; fetch it again",
                Wavs.file(PCM, 1, -1, 16, bytes(1, 2)));
    }

    @Test
    void anAbsurdSizeOfAChunkIsRefused() throws IOException {
        byte[] file = Wavs.extended(PCM, 1, 8000, 16, bytes(1, 2));
        int list = new String(file, StandardCharsets.ISO_8859_1).indexOf("LIST");
        file[list + 7] = (byte) 0xFF;

        assertRefused("is cut off: it ends before its samples (chunk data); fetch it again", file);
    }

    @Test
    void aBlockThatIsNotThatOfItsSamplesIsRefused() throws IOException {
        byte[] file = Wavs.file(PCM, 2, 8000, 16, bytes(1, 2, 3, 4));
        file[32] = 3;

        assertRefused("is broken: 2 channels of 16 bits are 4 bytes but it says 3; fetch it again", file);
    }

    @Test
    void aSampleThatIsNoNumberIsRefused() throws IOException {
        ByteBuffer samples = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        samples.putFloat(0).putFloat(Float.NaN);

        assertRefused(
                "is broken: sample 1 must be a finite number but is NaN; fetch it again",
                Wavs.file(FLOAT, 1, 8000, 32, samples.array()));
    }

    @Test
    void aSoundOfOneValueIsSilent() {
        assertTrue(Sound.of(new float[] {0.25f, 0.25f}, 8000).isSilent());
    }

    @Test
    void aSoundThatStaysAtItsLimitIsClipped() {
        assertTrue(Sound.of(new float[] {0, 1, 1, -1, 1, 0}, 8000).isClipped());
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private Recording read(byte[] bytes) throws IOException {
        return WavFile.read(Files.write(folder.resolve("x.wav"), bytes));
    }

    private void assertSamples(float[] expected, byte[] file) throws IOException {
        assertArrayEquals(expected, read(file).sound().samples());
    }

    private void assertRefused(String sentence, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("x.wav"), bytes);

        assertEquals(
                file + " " + sentence,
                assertThrows(DataException.class, () -> WavFile.read(file)).getMessage());
    }
}
