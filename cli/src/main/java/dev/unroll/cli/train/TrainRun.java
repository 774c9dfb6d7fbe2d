package dev.unroll.cli.train;

import dev.unroll.cli.progress.ProgressLine;
import dev.unroll.cli.progress.ProgressPrinter;
import dev.unroll.cli.progress.TrainingProgress;
import dev.unroll.cli.progress.Waiting;
import dev.unroll.cli.terminal.CommonOptions;
import dev.unroll.cli.terminal.ExitCode;
import dev.unroll.cli.terminal.Failures;
import dev.unroll.cli.terminal.Interruption;
import dev.unroll.cli.terminal.PlainWriter;
import dev.unroll.cli.terminal.Shell;
import dev.unroll.cli.terminal.Terminal;
import dev.unroll.cli.terminal.ThreadsOption;
import dev.unroll.cli.terminal.UserError;
import dev.unroll.core.checkpoint.Checkpoint;
import dev.unroll.core.checkpoint.CheckpointFolder;
import dev.unroll.core.checkpoint.CheckpointFolder.Latest;
import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.pass.NonFiniteException;
import dev.unroll.core.train.TrainingEvent;
import dev.unroll.data.DataException;
import dev.unroll.data.catalogue.DataHome;
import dev.unroll.run.config.ConfigReader;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.folder.RunFolder;
import dev.unroll.run.folder.RunLock;
import dev.unroll.run.folder.RunLog;
import dev.unroll.run.folder.RunReceipt;
import dev.unroll.run.job.Settings;
import dev.unroll.run.job.TrainJob;
import dev.unroll.run.job.TrainResult;
import dev.unroll.run.job.TrainingPage;
import dev.unroll.run.task.TrainingData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A training on a terminal: the job, its progress and warnings on stderr, Ctrl-C and SIGTERM. */
public final class TrainRun {

    private final Terminal terminal;
    private final CommonOptions options;
    private final ThreadsOption threads;

    TrainRun(Terminal terminal, CommonOptions options, ThreadsOption threads) {
        this.terminal = terminal;
        this.options = options;
        this.threads = threads;
    }

    /** Whether a run that is not finished may be replaced. */
    enum Unfinished {
        KEEP,
        REPLACE
    }

    /**
     * How a training ended.
     *
     * @param exitCode done, or as the signal asks that stopped it
     */
    record End(TrainResult result, ExitCode exitCode) {}

    /** Trains in {@code folder}. */
    End run(Settings settings, String folder, Unfinished unfinished) throws IOException {
        RunFolder place = ModelPlace.check(folder);
        if (unfinished == Unfinished.KEEP && place.isUnfinished()) {
            throw new UserError(
                    ExitCode.USAGE,
                    place.path() + " holds a training that is not finished; go on with it by: " + resumeCommand(place)
                            + ", or replace it with --replace");
        }
        say(settings.reasons());
        TrainJob job;
        try (var _ = Waiting.forData(settings.config().data().source(), terminal, options)) {
            job = TrainJob.prepare(settings.config(), settings.name(), terminal.dataHome());
        }
        warn(job.data());
        say(settings.remarks());
        return train(place, job.data(), Duration.ZERO, job::begin);
    }

    /** Goes on with the training in {@code folder}. */
    End resume(RunFolder folder, List<String> assignments) throws IOException {
        requireUnfinished(folder);
        try (RunLock _ = folder.lock()) {
            return resume(folder, requireUnfinished(folder), assignments);
        }
    }

    private static RunReceipt requireUnfinished(RunFolder folder) throws IOException {
        RunReceipt receipt = RunReceipt.read(folder);
        if (!Files.exists(folder.config())) {
            throw new UserError(
                    ExitCode.DATA,
                    folder.path() + " holds a training that ended before it had begun, without "
                            + folder.config().getFileName() + "; train again");
        }
        if (receipt.isFinished()) {
            throw new UserError(
                    ExitCode.USAGE,
                    folder.path() + " holds a training that is finished; there is nothing to go on with");
        }
        return receipt;
    }

    private End resume(RunFolder folder, RunReceipt receipt, List<String> assignments) throws IOException {
        TrainConfig config = config(folder, assignments);
        receipt.requireSameConfig(config);
        TrainJob job;
        try (var _ = Waiting.forData(config.data().source(), terminal, options)) {
            job = again(config, receipt, terminal.dataHome());
        }
        warn(job.data());
        Optional<Latest> latest = CheckpointFolder.latest(folder.checkpoints());
        latest.ifPresent(found -> found.passedOver().forEach(problem -> terminal.tell("warning: " + problem)));
        if (!options.quiet()) {
            terminal.err()
                    .println(latest.map(found ->
                                    "going on after step " + found.checkpoint().step())
                            .orElse("no checkpoint had been written yet, so this begins anew"));
        }
        if (config.model().cell().isWritten()) {
            say(List.of("the cell is as it was when the training began, in " + folder.config()
                    + "; a file that it came from is not read again"));
        }
        Optional<Checkpoint> from = latest.map(Latest::checkpoint);
        Duration epoch =
                from.isPresent() ? timeInEpoch(folder, receipt, from.get().epoch()) : Duration.ZERO;
        return train(folder, job.data(), epoch, setting -> job.resume(setting, receipt, from));
    }

    /** Returns the time that was spent in {@code epoch}; none if the log was removed, which knows when it began. */
    private static Duration timeInEpoch(RunFolder folder, RunReceipt receipt, int epoch) throws IOException {
        Duration all = Duration.ofMillis(Math.round(1000 * receipt.seconds()));
        return all.minus(RunLog.timeBefore(folder, epoch).orElse(all));
    }

    /** Returns the configuration of a run, with some of its keys changed. */
    public static TrainConfig config(RunFolder folder, List<String> assignments) throws IOException {
        String toml = Files.readString(folder.config());
        return ConfigReader.read(folder.config().toString(), toml, assignments);
    }

    private void say(List<String> lines) {
        if (!options.quiet()) {
            lines.forEach(terminal::tell);
        }
    }

    /**
     * Reads the data of a run again.
     *
     * @param config of the run, perhaps with another place of the data
     */
    public static TrainJob again(TrainConfig config, RunReceipt receipt, DataHome home) {
        try {
            return TrainJob.prepare(config, receipt.name(), home);
        } catch (DataException e) {
            throw askingForPlace(config.data().source(), e);
        }
    }

    /** Returns why the data of a training cannot be read; if they are gone, with the option that names their place. */
    public static DataException askingForPlace(String source, DataException problem) {
        return isThere(source)
                ? problem
                : new DataException(
                        problem.getMessage() + ", or say where the data of the training are now by --data PATH",
                        problem);
    }

    private static boolean isThere(String place) {
        try {
            return Files.exists(Path.of(place));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private void warn(TrainingData<?> data) {
        if (!options.quiet() || data.dataset().report().unreadable() > 0) {
            terminal.tell(data.dataset().name() + ": " + data.dataset().report());
        }
        data.warnings().forEach(warning -> terminal.tell("warning: " + warning));
        if (Kernels.fastest().description().equals(Kernels.scalar().description())) {
            terminal.tell("warning: the scalar kernels run (same results, some three times slower); start Java with"
                    + " --add-modules jdk.incubator.vector, and see unroll doctor");
        }
    }

    private static void acknowledge(PrintWriter err) {
        err.printf(Locale.ROOT, "%nfinishing this step, then saving; Ctrl-C now ends at once%n");
        err.flush();
    }

    private interface Part {
        TrainResult run(TrainJob.Setting setting) throws IOException;
    }

    /** Runs {@code part}, of whose first epoch so much has been done before. */
    private End train(RunFolder folder, TrainingData<?> data, Duration before, Part part) throws IOException {
        PlainWriter err = terminal.err();
        OptionalInt columns = options.quiet() ? OptionalInt.empty() : terminal.columns();
        TrainResult result;
        ExitCode exitCode;
        try (Team team = Team.of(threads.count());
                var printer = new ProgressPrinter(err, columns, ProgressLine.Bars.BLOCKS, System::nanoTime);
                var interruption = new Interruption(() -> acknowledge(err))) {
            printer.goOn(before);
            Consumer<TrainingEvent> progress =
                    options.quiet() ? event -> {} : new TrainingProgress(printer, data.counted(data.trainedSize()));
            result = part.run(new TrainJob.Setting(folder, team, progress, interruption));
            exitCode = result.stopped() ? interruption.exitCode() : ExitCode.DONE;
            if (!result.stopped()) {
                TrainingPage.write(folder, result.model(), result.data(), team);
            }
        } catch (NonFiniteException e) {
            throw new UserError(ExitCode.FAILED, String.valueOf(e.getMessage()));
        } catch (UncheckedIOException | IOException e) {
            String next = Files.exists(folder.config())
                    ? "; once that is mended, go on by: " + resumeCommand(folder)
                    : "; mend that, and train again";
            boolean namesFile = e instanceof FileSystemException || e instanceof UncheckedIOException;
            String place = namesFile ? "" : folder.path() + ": ";
            throw new UserError(ExitCode.DATA, place + Failures.sentence(e) + next);
        }
        if (result.stopped()) {
            terminal.tell("interrupted after " + result.steps() + (result.steps() == 1 ? " step" : " steps")
                    + "; the model as it was then is in " + folder.path());
            err.println("go on by: " + resumeCommand(folder));
        }
        return new End(result, exitCode);
    }

    private String resumeCommand(RunFolder folder) {
        return terminal.command() + " resume " + Shell.quote(folder.path().toString());
    }
}
