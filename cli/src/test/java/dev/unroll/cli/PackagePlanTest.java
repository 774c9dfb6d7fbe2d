package dev.unroll.cli;

import dev.unroll.house.CommittedFile;
import dev.unroll.house.PackageDiagram;
import dev.unroll.house.PackageGraph;
import dev.unroll.house.PackageTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The plan of modules and packages in the documents is that of the code. */
class PackagePlanTest {

    private static final Path ROOT = Path.of("..");

    private static final String COMMAND = "mvn -pl cli -am test -Dtest=PackagePlanTest -D" + CommittedFile.DRAW;

    private static final String PAGE = """
            # Modules and packages

            Drawn from the compiled classes; do not edit. To draw it again: `%s`.

            ![The modules and packages, and what uses what](architecture.svg)

            A package's `package-info.java` says what it is; this is the first sentence of each. *Files* and *public types* leave
            out tests, nested types and descriptions. *For*: everyone, where the module exports the package; our modules, where
            it exports it to them alone; its module, where it does not.

            %s""";

    @Test
    void theDocumentsShowTheModulesAsTheyAre() throws IOException {
        PackageGraph graph = PackageGraph.of(ROOT, List.of("core", "data", "run", "cli"));
        new CommittedFile(ROOT.resolve("docs/architecture.svg"), COMMAND).holds(PackageDiagram.of(graph));
        new CommittedFile(ROOT.resolve("docs/architecture.md"), COMMAND)
                .holds(PAGE.formatted(COMMAND, PackageTable.of(graph)));
    }
}
