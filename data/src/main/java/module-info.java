/** Readers of data sets, and the data that are embedded. */
@org.jspecify.annotations.NullMarked
module dev.unroll.data {
    requires static org.jspecify;
    requires transitive dev.unroll.core;
    requires de.siegmar.fastcsv;

    exports dev.unroll.data;
    exports dev.unroll.data.baseline;
}
