package dev.unroll.cli.data;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.Json;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.data.catalogue.Catalogue;
import dev.unroll.data.catalogue.CatalogueEntry;
import dev.unroll.data.catalogue.CatalogueEntry.RemoteFile;
import dev.unroll.data.catalogue.DataHome;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code unroll data list}: the data sets, and which of them are here. */
@Command(
        name = "list",
        description = "List the data sets that can be had by name; --json has files, addresses and SHA-256.",
        footer = {"", "For example:", "  unroll data list", "  unroll data list --json"})
public final class DataListCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private CommonOptions options = new CommonOptions();

    DataListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        DataHome home = terminal.dataHome();
        List<CatalogueEntry> entries = Catalogue.load().entries();
        if (options.json()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("folder", home.folder().toString());
            result.put("sets", entries.stream().map(entry -> data(entry, home)).toList());
            Json.print(terminal, result);
            return ExitCode.DONE.status();
        }
        PrintWriter out = terminal.out();
        for (CatalogueEntry entry : entries) {
            String place = home.find(entry).map(Path::toString).orElse("not here");
            out.println(entry.name());
            row("task", entry.task());
            row(
                    "size",
                    size(entry.bytes())
                            + (entry.files().size() == 1
                                    ? ""
                                    : ", " + entry.files().size() + " files"));
            row("license", entry.license());
            row("source", entry.source());
            row("place", place);
            out.println();
        }
        out.println("Get one with: " + terminal.command() + " data get NAME");
        return ExitCode.DONE.status();
    }

    private void row(String name, String value) {
        terminal.out().println(terminal.layout().row(String.format(Locale.ROOT, "  %-8s ", name), value));
    }

    private static Map<String, Object> data(CatalogueEntry entry, DataHome home) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", entry.name());
        data.put("task", entry.task());
        data.put("bytes", entry.bytes());
        data.put("license", entry.license());
        data.put("source", entry.source());
        home.find(entry).ifPresent(path -> data.put("path", path.toString()));
        List<Map<String, Object>> files = new ArrayList<>();
        for (RemoteFile file : entry.files()) {
            Map<String, Object> ofFile = new LinkedHashMap<>();
            ofFile.put("name", file.name());
            ofFile.put("bytes", file.bytes());
            ofFile.put("sha256", file.sha256());
            ofFile.put("addresses", file.addresses().stream().map(URI::toString).toList());
            files.add(ofFile);
        }
        data.put("files", files);
        return data;
    }

    /** Returns a number of bytes in the unit that suits it: 1 MB is 10⁶ bytes. */
    static String size(long bytes) {
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
