package dev.unroll.house;

import dev.unroll.house.PackageGraph.Node;
import java.util.List;
import java.util.Locale;

/** The packages as a Markdown table, module by module. */
public final class PackageTable {

    private PackageTable() {}

    /** Returns the table, a line a package. */
    public static String of(PackageGraph graph) {
        var table =
                new StringBuilder("| package | what | files | public types | for |\n| --- | --- | --: | --: | --- |\n");
        List<Node> packages = graph.packages();
        packages.forEach(each -> table.append(String.format(
                Locale.ROOT,
                "| `%s` | %s | %d | %d | %s |\n",
                each.name(),
                each.purpose(),
                each.files(),
                each.publicTypes(),
                words(each))));
        table.append(String.format(
                Locale.ROOT,
                "| **%d packages** | | **%d** | **%d** | |\n",
                packages.size(),
                packages.stream().mapToInt(Node::files).sum(),
                packages.stream().mapToInt(Node::publicTypes).sum()));
        return table.toString();
    }

    private static String words(Node node) {
        return switch (node.audience()) {
            case EVERYONE -> "everyone";
            case OUR_MODULES -> "our modules";
            case ITS_MODULE -> "its module";
        };
    }
}
