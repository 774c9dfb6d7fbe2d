package dev.unroll.cli.data;

import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.Json;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.UserError;
import dev.unroll.data.catalogue.CatalogueEntry;
import dev.unroll.data.catalogue.CatalogueEntry.RemoteFile;
import dev.unroll.data.catalogue.Download;
import dev.unroll.data.catalogue.Unpacking;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code unroll data get}: fetches data sets, checked against the SHA-256 of every file. */
@Command(
        name = "get",
        description = "Fetch data sets; files are compared with their SHA-256 before anything reads them.",
        footer = {
            "",
            "A fetch that was broken off goes on where it ended. Proxies are those of",
            "http_proxy, https_proxy, all_proxy and no_proxy.",
            "",
            "For example:",
            "  unroll data get names tinyshakespeare",
            "  unroll data get imdb --mirror https://mirror.example.org/unroll"
        })
public final class DataGetCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "Names that unroll data list shows.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--mirror",
            paramLabel = "URL",
            description = "Fetch URL/NAME/FILE instead of the addresses of the catalogue.")
    private @Nullable URI mirror;

    @Option(names = "--unpack", description = "Unpack archives beside themselves; Unroll reads them packed.")
    private boolean unpack;

    DataGetCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (mirror != null
                && (mirror.getHost() == null
                        || !String.valueOf(mirror.getScheme()).matches("(?i)https?"))) {
            throw new UserError(
                    ExitCode.USAGE,
                    "--mirror must be an address that begins with http:// or https:// but is " + mirror);
        }
        List<CatalogueEntry> entries =
                names.stream().map(DataPathCommand::entry).toList();
        List<Map<String, Object>> data = new ArrayList<>();
        try (var progress = new DownloadProgress(terminal, options)) {
            var download = new Download(terminal.environment(), Download.Patience.DEFAULT, progress);
            for (CatalogueEntry entry : entries) {
                get(entry, download, progress);
                Path place = terminal.dataHome().find(entry).orElseGet(() -> terminal.dataHome()
                        .folderOf(entry));
                data.add(Map.of("name", entry.name(), "path", place.toString()));
                if (!options.json()) {
                    terminal.out().println(entry.name() + " is in " + place);
                }
            }
        }
        if (options.json()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("sets", data);
            Json.print(terminal, result);
        }
        return ExitCode.DONE.status();
    }

    private void get(CatalogueEntry entry, Download download, DownloadProgress progress) {
        Path folder = terminal.dataHome().folderOf(entry);
        for (RemoteFile file : entry.files()) {
            download.fetch(mirrored(entry, file), folder);
            progress.done(file);
            if (unpack && Unpacking.isArchive(file.name())) {
                unpack(folder.resolve(file.name()));
            }
        }
    }

    private void unpack(Path archive) {
        Path unpacked = Path.of(archive.toString().replaceFirst("(?i)\\.(tar\\.gz|tgz|zip)$", ""));
        if (!Files.exists(unpacked)) {
            Unpacking.unpack(archive, unpacked, Unpacking.Limits.DEFAULT);
        }
    }

    private RemoteFile mirrored(CatalogueEntry entry, RemoteFile file) {
        if (mirror == null) {
            return file;
        }
        String base = mirror.toString();
        URI address = URI.create(base + (base.endsWith("/") ? "" : "/") + entry.folder() + "/" + file.name());
        return new RemoteFile(file.name(), file.bytes(), file.sha256(), List.of(address));
    }
}
