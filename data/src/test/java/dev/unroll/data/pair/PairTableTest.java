package dev.unroll.data.pair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.data.DataException;
import dev.unroll.data.pair.PairFormat.Table;
import dev.unroll.data.text.TableForm.Columns;
import dev.unroll.data.text.TableForm.Header;
import dev.unroll.data.text.TableForm.Quotes;
import dev.unroll.data.text.TableForm.Separator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairTableTest {

    private static final List<PairExample> ONE = List.of(new PairExample("Go.", List.of("Va !")));

    @TempDir
    private Path folder = Path.of("");

    private PairDataset read(String text, Table table) throws IOException {
        Path file = Files.writeString(folder.resolve("pairs.txt"), text);
        return PairFiles.read(file, PairForm.CHARACTERS, table);
    }

    private String problem(String text, Table table) {
        String message = String.valueOf(
                assertThrows(DataException.class, () -> read(text, table)).getMessage());
        return message.replace(folder + "/", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Go.\tVa !\n",
                "Go.,Va !\n",
                "Go.;Va !\n",
                "Go.|Va !\n",
                "Go.\tVa !\tCC-BY 2.0 (France), by CM; #2877272\n",
                "source\ttarget\nGo.\tVa !\n",
                "id,Target,Source\n7,Va !,Go.\n",
                "\"Go.\",\"Va !\"\n",
                "\uFEFFGo.\tVa !\r\n",
                "sep=;\nGo.;Va !\n",
            })
    void whatCanBeFoundIsFound(String text) throws IOException {
        assertEquals(ONE, read(text, Table.FOUND).examples());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en\tfr\nGo.\tVa !\n", "FR,id,EN\nVa !,7,Go.\n"})
    void columnsMayBeNamed(String text) throws IOException {
        assertEquals(ONE, read(text, Table.FOUND.with(new Columns("en", "fr"))).examples());
    }

    @Test
    void columnsMayBeNumbered() throws IOException {
        Table numbered = Table.FOUND.with(new Columns("3", "1"));
        assertEquals(ONE, read("Va !\t7\tGo.\n", numbered).examples());
    }

    @Test
    void aFirstRowMayBeSaidToBeAHeader() throws IOException {
        var table = new Table(Optional.empty(), Optional.empty(), Quotes.FOUND, Optional.of(Header.NAMES));
        assertEquals(ONE, read("English\tFrench\nGo.\tVa !\n", table).examples());
    }

    @Test
    void aSeparatorMayBeNamed() throws IOException {
        var table = new Table(Optional.empty(), Optional.of(Separator.PIPE), Quotes.NONE, Optional.empty());
        assertEquals(
                List.of(new PairExample("a,b", List.of("c\td"))),
                read("a,b|c\td\n", table).examples());
    }

    @Test
    void aRowOfAnotherWidthIsUnreadable() throws IOException {
        PairDataset data = read("Go.,Va !\nHello, world,Salut\n", Table.FOUND);
        assertEquals(ONE, data.examples());
        assertEquals(
                "pairs.txt:2: must have 2 fields, as the first row has, but has 3",
                data.report().firstUnreadable().getFirst().toString());
    }

    @Test
    void aFieldThatSwallowedRowsIsToldWithItsLine() throws IOException {
        PairDataset data = read("source,target\nGo.,Va !\nx,\"open\na,b\nc,d\n", Table.FOUND);
        assertEquals("""
                Read 2 lines of 1 file; dropped none.
                  pairs.txt:3: a quoted field runs over 4 lines, which look like rows of their own: is a quote left open?""", data.report().toString());
        assertEquals(
                List.of(),
                read("source,target\nGo.,Va !\nx,\"two\nlines\"\nc,d\n", Table.FOUND)
                        .report()
                        .notes());
    }

    @Test
    void aColumnThatIsNotThereIsRefused() {
        assertEquals(
                "pairs.txt has no column \"de\"; its first row names \"en\", \"fr\". Name one of these by --set"
                        + " target_column=NAME, or give numbers of columns, from 1",
                problem("en\tfr\na\tb\n", Table.FOUND.with(new Columns("en", "de"))));
        assertEquals(
                "pairs.txt has no column \"3\": without a header its columns are numbered from 1 to 2. Give one of these"
                        + " numbers by --set target_column=NUMBER",
                problem("en\tfr\na\tb\n", Table.FOUND.with(new Columns("1", "3"))));
    }

    @Test
    void aTableOfOneColumnIsRefused() {
        assertEquals(
                "pairs.txt must have two columns or more, a source and its target in each row, but its first row has one"
                        + " field; name what parts them by --set separator=NAME",
                problem("abc\ndef\n", Table.FOUND));
    }

    @Test
    void oneColumnInTwoNamesIsRefused() {
        assertEquals(
                "pairs.txt must have source and target in different columns, but both are in column 1",
                problem("en\tfr\na\tb\n", Table.FOUND.with(new Columns("en", "EN"))));
    }
}
