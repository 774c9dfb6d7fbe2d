/** The {@code unroll} command. */
@org.jspecify.annotations.NullMarked
module dev.unroll.cli {
    requires static org.jspecify;
    requires dev.unroll.core;
    requires dev.unroll.data;
    requires info.picocli;
    requires org.tomlj;
    requires com.google.gson;
    requires com.samskivert.jmustache;
    requires java.management;
    requires java.xml;
    requires jdk.management;
    requires jdk.unsupported; // sun.misc.Signal, for Ctrl-C

    opens dev.unroll.cli to
            info.picocli,
            com.google.gson;
}
