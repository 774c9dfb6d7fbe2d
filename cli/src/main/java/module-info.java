/** The {@code unroll} command. */
@org.jspecify.annotations.NullMarked
module dev.unroll.cli {
    requires static org.jspecify;
    requires dev.unroll.core;
    requires dev.unroll.data;
    requires info.picocli;
    requires org.tomlj;
}
