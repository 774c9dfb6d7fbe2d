package dev.unroll.core.tensorfile;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Files that are taken for tensor files now and then, known by their first bytes. */
record OtherFormat(String begin, String sentence) {

    private static final String SAVE =
            "; save the tensors as safetensors: safetensors.torch.save_file(model.state_dict(), ...)";

    private static final List<OtherFormat> ALL = List.of(
            new OtherFormat(
                    "PK\3\4", "this is a zip, as torch.save and numpy.savez write, and no safetensors file" + SAVE),
            new OtherFormat("\u0080", "this is a pickle, as old torch.save writes, and no safetensors file" + SAVE),
            new OtherFormat("\u0093NUMPY", "this is an array of numpy.save and no safetensors file" + SAVE),
            new OtherFormat("\u0089HDF", "this is an HDF5 file, as Keras writes, and no safetensors file" + SAVE),
            new OtherFormat("GGUF", "this is a GGUF file and no safetensors file" + SAVE),
            new OtherFormat("\u001f\u008b", "this is gzip and no safetensors file; unpack it with gunzip"),
            new OtherFormat(
                    "version ",
                    "this is a text, perhaps the pointer that Git LFS leaves; get the file itself with: git lfs pull"),
            new OtherFormat("<", "this is a page of the web and no safetensors file; download the file itself"));

    /** Returns what to say of a file whose first bytes are these, the lowest first; empty if that is not known. */
    static Optional<String> beginningWith(long bytes) {
        byte[] first = new byte[Long.BYTES];
        for (int i = 0; i < first.length; i++) {
            first[i] = (byte) (bytes >>> (Byte.SIZE * i));
        }
        String begin = new String(first, StandardCharsets.ISO_8859_1);
        return ALL.stream()
                .filter(format -> begin.startsWith(format.begin))
                .findFirst()
                .map(OtherFormat::sentence);
    }
}
