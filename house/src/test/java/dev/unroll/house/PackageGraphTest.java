package dev.unroll.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.house.PackageGraph.Audience;
import dev.unroll.house.PackageGraph.Node;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class PackageGraphTest {

    private static final PackageGraph THREE_FLOORS = new PackageGraph(List.of(
            node("core", "core.kernel"),
            node("core", "core.cell"),
            node("core", "core.engine", "core.kernel", "core.cell"),
            node("core", "core.model", "core.engine", "core.kernel"),
            node("data", "data", "core.cell"),
            node("cli", "cli", "data", "core.model", "core.kernel")));

    private static Node node(String module, String name, String... uses) {
        return new Node(module, name, 7, 3, Audience.EVERYONE, "What it is", Set.of(uses));
    }

    @Test
    void aUseThatFollowsFromOthersIsLeftOut() {
        Node cli = THREE_FLOORS.packages().getLast();
        assertEquals(
                List.of("core.model", "data"),
                THREE_FLOORS.essentialUses(cli).stream().map(Node::name).toList());
    }

    @Test
    void aCycleIsRefused() {
        var cycle = new PackageGraph(List.of(node("core", "core.a", "core.b"), node("core", "core.b", "core.a")));
        var thrown = assertThrows(IllegalStateException.class, () -> PackageDiagram.of(cycle));
        assertEquals("packages must have no cycle, but one leads through core.a", thrown.getMessage());
    }

    @Test
    void aPackageStandsAboveAllThatItUses() {
        for (Layers.Line line : new Layers(THREE_FLOORS).lines()) {
            for (int i = 1; i < line.spots().size(); i++) {
                assertEquals(line.spots().get(i - 1).layer - 1, line.spots().get(i).layer);
            }
        }
    }

    @Test
    void noTwoSpotsOfALayerAreNearerThanTheirWidths() {
        List<List<Spot>> layers = new Layers(THREE_FLOORS).all();
        Placing.place(layers, 100, 10);
        for (List<Spot> layer : layers) {
            for (int i = 1; i < layer.size(); i++) {
                int boxes = (layer.get(i - 1).isBend() ? 0 : 1) + (layer.get(i).isBend() ? 0 : 1);
                assertTrue(layer.get(i).x - layer.get(i - 1).x > 5 + 50 * boxes - 1e-6);
            }
        }
    }

    @Test
    void thePictureIsWellFormedAndTheSameEveryTime() throws ParserConfigurationException, SAXException, IOException {
        String picture = PackageDiagram.of(THREE_FLOORS);
        assertEquals(picture, PackageDiagram.of(THREE_FLOORS));
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(picture)));
        assertEquals("svg", document.getDocumentElement().getTagName());
    }

    @Test
    void theTableSumsUp() {
        String table = PackageTable.of(THREE_FLOORS);
        assertTrue(table.contains("| `core.kernel` | What it is | 7 | 3 | everyone |\n"), table);
        assertTrue(table.endsWith("| **6 packages** | | **42** | **18** | |\n"), table);
    }

    @Test
    void theFirstSentenceOfADescriptionIsItsPurpose(@TempDir Path sources) throws IOException {
        Path file = sources.resolve("dev/unroll/toy/package-info.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                /**
                 * Toys that a {@link dev.unroll.toy.Child} takes
                 * apart with {@code take}. Uses nothing.
                 */
                package dev.unroll.toy;
                """);
        assertEquals(
                "Toys that a `Child` takes apart with `take`",
                PackageDescription.firstSentence(sources, "dev.unroll.toy"));
    }

    @Test
    void aPackageWithoutADescriptionIsRefused(@TempDir Path sources) {
        var thrown = assertThrows(
                IllegalStateException.class, () -> PackageDescription.firstSentence(sources, "dev.unroll.toy"));
        assertEquals(
                "package dev.unroll.toy must have a package-info.java that says what it is and which packages it uses,"
                        + " but has none",
                thrown.getMessage());
    }

    @Test
    void aFileThatIsOutOfDateSaysHowToMakeIt(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("plan.svg");
        Files.writeString(file, "old");
        var committed = new CommittedFile(file, "draw");
        String message =
                assertThrows(AssertionError.class, () -> committed.check("new")).getMessage();
        assertEquals(
                file + " must show the modules and packages as they are but is out of date; make it anew with draw and"
                        + " commit it",
                message);
    }
}
