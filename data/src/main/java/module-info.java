/** Readers of data sets, and the data that are embedded. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // The module that a package is exported to is compiled after this one.
module dev.unroll.data {
    requires static org.jspecify;
    requires transitive dev.unroll.core;
    requires de.siegmar.fastcsv;
    requires com.google.gson;
    requires org.apache.commons.compress;
    requires dev.hardwood.core;
    requires java.net.http;

    exports dev.unroll.data;
    exports dev.unroll.data.baseline to
            dev.unroll.run;
    exports dev.unroll.data.baseline.pair to
            dev.unroll.run;
    exports dev.unroll.data.catalogue;
    exports dev.unroll.data.embedding;
    exports dev.unroll.data.file;
    exports dev.unroll.data.pair;
    exports dev.unroll.data.series;
    exports dev.unroll.data.series.table;
    exports dev.unroll.data.sound;
    exports dev.unroll.data.speech;
    exports dev.unroll.data.tagged;
    exports dev.unroll.data.text;
    exports dev.unroll.data.vectors;

    opens dev.unroll.data.catalogue to
            com.google.gson;
}
