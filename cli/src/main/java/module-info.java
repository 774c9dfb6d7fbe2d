/** The {@code unroll} command. */
@org.jspecify.annotations.NullMarked
module dev.unroll.cli {
    requires static org.jspecify;
    requires dev.unroll.core;
    requires dev.unroll.data;
    requires info.picocli;
    requires org.tomlj;
    requires com.google.gson;
    requires java.management;
    requires jdk.management;

    opens dev.unroll.cli to
            info.picocli,
            com.google.gson;
}
