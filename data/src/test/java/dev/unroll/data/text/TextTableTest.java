package dev.unroll.data.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.input.Normalization;
import dev.unroll.core.input.Tokenizer;
import dev.unroll.data.DataException;
import dev.unroll.data.LabeledText;
import dev.unroll.data.ReadReport;
import dev.unroll.data.TextDataset;
import dev.unroll.data.file.Encoding;
import dev.unroll.data.text.TableForm.Columns;
import dev.unroll.data.text.TableForm.Separator;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTableTest {

    private static final TextForm FORM = TextForm.of(Normalization.UNICODE);

    private final Path folder;

    TextTableTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static TextDataset read(Path file) {
        return TextTable.read(file, FORM);
    }

    private String error(String text) throws IOException {
        Path file = write("t.csv", text);
        var error = assertThrows(DataException.class, () -> read(file));
        return String.valueOf(error.getMessage()).replace(folder.toString(), "F");
    }

    @Test
    void columnsAreFoundByNameWhateverTheirPlace() throws IOException {
        Path file = write("t.csv", "id,label,text\n1,en,hello\n2,de,hallo\n");
        assertEquals(
                List.of(new LabeledText("hello", "en"), new LabeledText("hallo", "de")),
                read(file).examples());
        assertEquals(List.of("de", "en"), read(file).labels());
        assertEquals("t.csv", read(file).name());
    }

    @Test
    void quotesCommasAndLineBreaksAreText() throws IOException {
        Path file = write("t.csv", "text,label\r\n\"He said \"\"no, never\"\"\",a\r\n\"two\r\nlines\",b");
        assertEquals(
                List.of(new LabeledText("He said \"no, never\"", "a"), new LabeledText("two\nlines", "b")),
                read(file).examples());
    }

    @Test
    void tsvIsCutAtTabsAndSemicolonsByOption() throws IOException {
        Path tabs = write("t.TSV", "text\tlabel\na, b\tx\nc\ty\n");
        assertEquals(new LabeledText("a, b", "x"), read(tabs).examples().getFirst());
        Path semicolons = write("s.csv", "text;label\na, b;x\nc;y\n");
        assertEquals(
                new LabeledText("a, b", "x"),
                TextTable.read(semicolons, FORM.with(TableForm.USUAL.with(Separator.SEMICOLON)))
                        .examples()
                        .getFirst());
    }

    @Test
    void byteOrderMarkBeforeTheHeader() throws IOException {
        assertEquals(
                2, read(write("t.csv", "\uFEFFtext,label\na,x\nb,y")).examples().size());
    }

    @Test
    void badRowsAreCountedWithTheirLine() throws IOException {
        Path file = folder.resolve("t.csv");
        Files.write(file, "text,label\na,x\nb\n\nc,y,z\nd, \n ,x\n\"e\ne\",y\nB\u00E9la,x\na,x\n".getBytes(ISO_8859_1));
        var dataset = read(file);
        assertEquals(List.of(new LabeledText("a", "x"), new LabeledText("e\ne", "y")), dataset.examples());
        assertEquals("""
                Read 9 lines of 1 file; dropped 1 duplicate, 2 blank lines, 4 unreadable lines.
                  t.csv:3: must have 2 fields, as the first row has, but has 1
                  t.csv:5: must have 2 fields, as the first row has, but has 3
                  t.csv:6: the label is empty
                  t.csv:10: not UTF-8
                  if it is in another encoding, name it: --set encoding=windows-1252, for instance""", dataset.report().toString());
    }

    @Test
    void aFirstRowInAnotherEncodingIsRefused() throws IOException {
        Path file = folder.resolve("t.csv");
        Files.write(file, "B\u00E9la,label\na,x\n".getBytes(ISO_8859_1));
        var error = assertThrows(DataException.class, () -> read(file));
        assertEquals(file + ", line 1: not UTF-8; " + ReadReport.OTHER_ENCODING, error.getMessage());
    }

    @Test
    void utf16WithoutAByteOrderMarkIsRefusedAsAnotherEncoding() throws IOException {
        Path file = folder.resolve("t.csv");
        Files.write(file, "text,label\na,x\n".getBytes(UTF_16LE));
        var error = assertThrows(DataException.class, () -> read(file));
        assertEquals(
                file + ", line 1: holds the character U+0000, which no text has; " + ReadReport.OTHER_ENCODING,
                error.getMessage());
    }

    @Test
    void aDamagedTableIsCalledBroken() throws IOException {
        Path file = folder.resolve("t.csv.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("text,label\na,x\nb,y\n".getBytes(ISO_8859_1));
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 8]++;
        Files.write(file, bytes);
        var error = assertThrows(DataException.class, () -> read(file));
        assertEquals(file + " is broken: Corrupt GZIP trailer; fetch it again", error.getMessage());
    }

    @Test
    void missingColumnIsNamedWithThoseThereAre() throws IOException {
        assertEquals(
                "F/t.csv has no column \"label\"; its first row, parted by comma, names \"text\", \"class\". Name one"
                        + " of these by --set label_column=NAME, another separator by --set separator=NAME, or say --set"
                        + " header=false if the first row is an example",
                error("text,class\na,b\n"));
    }

    @Test
    void columnTwice() throws IOException {
        assertEquals(
                "F/t.csv has two columns \"text\"; rename one of them in its first row",
                error("text,label,text\na,b,c\n"));
    }

    @Test
    void noRows() throws IOException {
        assertEquals("F/t.csv is empty; fill it or leave it out", error(""));
        assertEquals("F/t.csv has no example. Read 0 lines of 1 file; dropped none.", error("text,label\n"));
    }

    @Test
    void aSingleClassIsReadForItCanBeScored() throws IOException {
        assertEquals(List.of("x"), read(write("t.csv", "text,label\na,x\n")).labels());
    }

    @Test
    void aQuoteLeftOpenIsSuspectedWhereARowRunsOn() throws IOException {
        Path inText = write("t.csv", "text,label\na,x\nb,y\n\"c,z\nd,x\n");
        assertEquals(
                "t.csv:4: must have 2 fields, as the first row has, but has 1; it spans 3 lines: is a quote left open?",
                read(inText).report().firstUnreadable().getFirst().toString());
        Path inLabel = write("t.csv", "text,label\na,x\nb,y\nc,\"z\nd,x\ne,y");
        assertEquals(
                "t.csv:4: column \"label\" must be one line; it spans 3 lines: is a quote left open?",
                read(inLabel).report().firstUnreadable().getFirst().toString());
    }

    @Test
    void aHugeFieldIsNamed() throws IOException {
        String problem = " has a field of more than 1,048,576 characters."
                + " Is a quote opened there that is never closed? Close it, or shorten the text";
        assertEquals(
                "F/t.csv cannot be read as a table: the row that begins in line 4" + problem,
                error("text,label\na,x\n\"b\",y\nc,\"" + "a\n".repeat(600_000)));
        assertEquals(
                "F/t.csv cannot be read as a table: the first row" + problem,
                error("\"text,label\n" + "a,x\n".repeat(300_000)));
    }

    @Test
    void aFieldMayBeAsLongAsALine() throws IOException {
        String text = "long ".repeat(200_000).strip();
        assertEquals(
                new LabeledText(text, "x"),
                read(write("t.csv", "text,label\n" + text + ",x\n\"b\",y\n"))
                        .examples()
                        .getFirst());
    }

    @Test
    void ofATableWithoutAHeaderTheColumnsAreMissedAndNotAnotherSeparatorsQuotes() throws IOException {
        assertEquals(
                "F/t.csv has no column \"text\"; its first row, parted by comma, names \"" + "a \"word\" ".repeat(4)
                        + "a \"w"
                        + "…\", \"x\". Name one of these by --set text_column=NAME, another separator by --set"
                        + " separator=NAME, or say --set header=false if the first row is an example",
                error("\"" + "a \"\"word\"\" ".repeat(9) + "\",x\nb,y\n"));
    }

    @Test
    void whatFollowsAClosingQuoteIsNamed() throws IOException {
        assertEquals(
                "F/t.csv cannot be read as a table: the row that begins in line 3 has something between a closing quote"
                        + " and the end of its field. Double the quotes that belong to the text, or say --set"
                        + " quotes=none if a quote is a character like others",
                error("text,label\na,x\n\"b\nc\" d,y\n"));
    }

    @Test
    void textsAndLabelsAreTwoColumns() {
        var error = assertThrows(IllegalArgumentException.class, () -> new Columns("text", "text"));
        assertEquals("columns of texts and labels must differ but are both \"text\"", error.getMessage());
    }

    @Test
    void missingFileAndFolderForAFile() {
        assertEquals(
                "file " + folder.resolve("none.csv") + " does not exist; check the path",
                assertThrows(DataException.class, () -> read(folder.resolve("none.csv")))
                        .getMessage());
        assertEquals(
                folder + " is a folder, where a file is expected; name the file inside it",
                assertThrows(DataException.class, () -> read(folder)).getMessage());
    }

    @Test
    void inATableOfTabsAQuoteIsACharacter() throws IOException {
        Path open = write("open.tsv", "label\ttext\npos\tgood one\nneg\t\"never closed\npos\tthird\nneg\tfourth\n");
        assertEquals(4, read(open).examples().size());
        Path word = write("word.tsv", "label\ttext\npos\t\"Magic\" is the word\nneg\tflat\n");
        assertEquals("\"Magic\" is the word", read(word).examples().getFirst().text());
    }

    @Test
    void quotesOfATableOfTabsEncloseFieldsIfSaidSo() throws IOException {
        Path file = write("t.tsv", "text\tlabel\n\"a\tb\"\tx\nc\ty\n");
        TableForm quoted = new TableForm(
                TableForm.USUAL.columns(), Optional.empty(), TableForm.Quotes.DOUBLE, TableForm.Header.NAMES);
        assertEquals(
                "a\tb",
                TextTable.read(file, FORM.with(quoted)).examples().getFirst().text());
    }

    @Test
    void quotesOfATableOfCommasAreCharactersIfSaidSo() throws IOException {
        Path file = write("t.csv", "text,label\n\"Magic\" is the word,x\nc,y\n");
        TableForm plain = new TableForm(
                TableForm.USUAL.columns(), Optional.empty(), TableForm.Quotes.NONE, TableForm.Header.NAMES);
        assertEquals(
                "\"Magic\" is the word",
                TextTable.read(file, FORM.with(plain)).examples().getFirst().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void theSeparatorIsFound(String separator) throws IOException {
        Path file = write(
                "t.csv",
                "id,x;y|z".replace(separator, "") + separator + "text" + separator + "label\n" + "1" + separator + "a"
                        + separator + "b\n");
        assertEquals(List.of(new LabeledText("a", "b")), read(file).examples());
    }

    @Test
    void theFirstRowMayHaveOtherCapitals() throws IOException {
        assertEquals(
                List.of(new LabeledText("a", "b")),
                read(write("t.csv", "Text,LABEL\na,b\n")).examples());
        assertEquals(
                List.of(new LabeledText("a", "b")),
                read(write("t.csv", "TEXT,text,label\nx,a,b\n")).examples());
    }

    @Test
    void aTableWithoutAHeaderHasNumberedColumns() throws IOException {
        Path file = write("t.csv", "b,a\nd,c\n");
        TableForm headless =
                new TableForm(new Columns("2", "1"), Optional.empty(), TableForm.Quotes.FOUND, TableForm.Header.NONE);
        assertEquals(
                List.of(new LabeledText("a", "b"), new LabeledText("c", "d")),
                TextTable.read(file, FORM.with(headless)).examples());
        var error = assertThrows(
                DataException.class,
                () -> TextTable.read(
                        file,
                        FORM.with(new TableForm(
                                new Columns("2", "3"),
                                Optional.empty(),
                                TableForm.Quotes.FOUND,
                                TableForm.Header.NONE))));
        assertEquals(
                file + " has no column \"3\": without a header (data.header) its columns are numbered from 1 to 2."
                        + " Give one of these numbers by --set label_column=NUMBER",
                error.getMessage());
    }

    @Test
    void aFieldThatSwallowedRowsIsToldWithItsLine() throws IOException {
        Path file = write("t.csv", "label,text\npos,good one\nneg,\"never closed\npos,third\nneg,fourth\n");
        assertEquals("""
                Read 2 lines of 1 file; dropped none.
                  t.csv:3: a quoted field runs over 4 lines, which look like rows of their own: is a quote left open?""", read(file).report().toString());
    }

    @Test
    void textsOfSeveralLinesAreNotSuspectedWhereTheyAreTheRule() throws IOException {
        Path file = write("t.csv", "label,text\npos,\"one, two\nthree, four\"\nneg,\"five, six\nseven, eight\"\n");
        assertEquals(List.of(), read(file).report().notes());
    }

    @Test
    void manyColumnsAreToldAsSuch() throws IOException {
        assertEquals(
                "F/t.csv cannot be read as a table: the first row has more columns than the 16,384 that a table may"
                        + " have",
                error("text,label" + ",c".repeat(16_383) + "\na,b\n"));
    }

    @Test
    void whatIsNamedOtherwiseIsATableByItsFirstRow() throws IOException {
        assertTrue(TextTable.isOne(write("t.txt", "text\tlabel\na\tb\n"), FORM));
        assertFalse(TextTable.isOne(write("t.txt", "a text\tb\n"), FORM));
    }

    @Test
    void labelsAreComposedAsTextsAre() throws IOException {
        assertEquals(
                List.of("Français"),
                read(write("t.csv", "text,label\na,Français\nb,Franc\u0327ais\n"))
                        .labels());
    }

    @Test
    void aTableMayBeCompressedAndInAnotherEncoding() throws IOException {
        Path file = folder.resolve("t.csv.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("text;label\nfrüh;a\n".getBytes(Charset.forName("windows-1252")));
        }
        TextForm form =
                new TextForm(Normalization.UNICODE, Tokenizer.CHARACTERS, Encoding.of("windows-1252"), TableForm.USUAL);
        assertEquals("früh", TextTable.read(file, form).examples().getFirst().text());
    }

    @Test
    void aTextWithoutATokenIsLeftOutWithItsLine() throws IOException {
        TextForm words = new TextForm(Normalization.UNICODE, Tokenizer.HTML_WORDS, Encoding.FOUND, TableForm.USUAL);
        assertEquals(
                """
                Read 2 lines of 1 file; dropped 1 text without a token.
                  t.csv:3: has no token, so it is left out""",
                TextTable.read(write("t.csv", "text,label\ngood,pos\n<br />,pos\n"), words)
                        .report()
                        .toString());
    }

    @Test
    void textsAloneNeedNoLabels() throws IOException {
        assertEquals(
                List.of("low sun", "river"),
                TextTable.readTexts(write("t.csv", "text\nlow sun\nriver\n"), FORM)
                        .texts());
    }

    @Test
    void aPipeIsRefused() {
        var error = assertThrows(DataException.class, () -> read(Path.of("/dev/null")));
        assertEquals(
                "/dev/null must be a regular file, which can be read more than once, but is a pipe or a device; save what"
                        + " it gives to a file first",
                error.getMessage());
    }

    @Test
    void theLineByWhichSpreadsheetsNameTheSeparatorIsHonored() throws IOException {
        TextDataset table = read(write("t.csv", "sep=|\ntext|label\ngut;a|pos\nschlecht|neg\n"));
        assertEquals(
                List.of("gut;a", "schlecht"),
                table.all().stream().map(LabeledText::text).toList());
        assertEquals(2, table.report().lines());
    }

    @Test
    void theLineThatNamesTheSeparatorIsNoRowWhereAnotherIsAskedFor() throws IOException {
        TextForm semicolon = FORM.with(TableForm.USUAL.with(TableForm.Separator.SEMICOLON));
        assertEquals(
                List.of("text", "label"),
                TextTable.columns(write("t.csv", "SEP=;\r\ntext;label\r\na;b\r\n"), semicolon));
    }

    private static Path parquet(String name) throws URISyntaxException {
        var found = TextTableTest.class.getResource("/dev/unroll/data/parquet/" + name + ".parquet");
        return Path.of(Objects.requireNonNull(found, name).toURI());
    }

    @Test
    void textsOfParquetAreReadAsTheyAre() throws Exception {
        TextDataset read = read(parquet("texts"));
        assertEquals(new LabeledText("a, \"b\"\nc", "x"), read.examples().getFirst());
        assertEquals(List.of(), read.report().notes());
    }

    @Test
    void columnsOfParquetAreNamedWithoutASeparator() throws Exception {
        Path file = parquet("long");
        var error = assertThrows(DataException.class, () -> read(file));
        assertEquals(
                file
                        + " has no column \"text\"; its columns are \"unique_id\", \"ds\", \"y\". Name one of these by --set"
                        + " text_column=NAME",
                error.getMessage());
    }
}
