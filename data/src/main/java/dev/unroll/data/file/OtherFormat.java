package dev.unroll.data.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a file is that is no text, told by its first bytes: no text begins so in any encoding that is read here.
 *
 * @param beginning its first bytes, each as the character of ISO 8859-1
 * @param problem the end of a sentence that begins with the file's name
 */
record OtherFormat(String beginning, String problem) {

    private static final String SAVE = " and no text; save its text as a file in UTF-8";
    private static final String PICTURE = " and no text; sequences of numbers are read as IDX files";
    private static final String UNPACK = ", which is not read; unpack it, or compress it by gzip, which is";
    private static final String TABLE = " and no text; save the table as CSV or JSON lines";

    private static final List<OtherFormat> ALL = List.of(
            new OtherFormat("%PDF-", "is a PDF document" + SAVE),
            new OtherFormat("{\\rtf1", "is a Rich Text document" + SAVE),
            new OtherFormat("\u0089PNG\r\n\u001a\n", "is a PNG picture" + PICTURE),
            new OtherFormat("\u00ff\u00d8\u00ff", "is a JPEG picture" + PICTURE),
            new OtherFormat("GIF87a", "is a GIF picture" + PICTURE),
            new OtherFormat("GIF89a", "is a GIF picture" + PICTURE),
            new OtherFormat(
                    "PK\3\4",
                    "is a zip archive, as spreadsheets and documents (.xlsx, .ods, .docx) are too, and no text; unpack it,"
                            + " or save the table as CSV or the text in UTF-8"),
            new OtherFormat(
                    "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1",
                    "is a spreadsheet or document of Microsoft Office before 2007 and no text; save the table as CSV or the"
                            + " text in UTF-8"),
            new OtherFormat("BZh91AY&SY", "is compressed by bzip2" + UNPACK),
            new OtherFormat("\u00fd7zXZ\0", "is compressed by xz" + UNPACK),
            new OtherFormat("(\u00b5/\u00fd", "is compressed by zstd" + UNPACK),
            new OtherFormat("7z\u00bc\u00af'\u001c", "is a 7z archive" + UNPACK),
            new OtherFormat("Rar!\u001a\u0007", "is a RAR archive" + UNPACK),
            new OtherFormat("SQLite format 3\0", "is an SQLite database" + TABLE),
            new OtherFormat("PAR1\u0015", "is a Parquet file" + TABLE),
            new OtherFormat("\u007fELF", "is a program" + SAVE));

    private static final int LONGEST = 16;

    /** Finds what a stream is whose beginning is that of no text; it supports marks, and nothing is taken from it. */
    static Optional<OtherFormat> of(InputStream in) throws IOException {
        in.mark(LONGEST);
        String start = new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
        in.reset();
        return ALL.stream()
                .filter(format -> start.startsWith(format.beginning()))
                .findFirst();
    }
}
