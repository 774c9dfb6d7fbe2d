/** The {@code unroll} command. */
@org.jspecify.annotations.NullMarked
module dev.unroll.cli {
    requires static org.jspecify;
    requires dev.unroll.run;
    requires info.picocli;
    requires com.google.gson;
    // What reads Parquet finds it by the name of a class; Snappy is an automatic module, and comes with the others.
    requires com.github.luben.zstd_jni;
    requires java.management;
    requires jdk.management;
    requires jdk.unsupported; // sun.misc.Signal, for Ctrl-C

    provides System.LoggerFinder with
            dev.unroll.cli.terminal.QuietLoggers;

    opens dev.unroll.cli to
            info.picocli,
            com.google.gson;
    opens dev.unroll.cli.ask to
            info.picocli;
    opens dev.unroll.cli.data to
            info.picocli;
    opens dev.unroll.cli.lab to
            info.picocli;
    opens dev.unroll.cli.terminal to
            info.picocli,
            com.google.gson;
    opens dev.unroll.cli.train to
            info.picocli;
}
