/** A training from a configuration to a scored model and its pages, without a terminal: for programs and the command line. */
@org.jspecify.annotations.NullMarked
module dev.unroll.run {
    requires static org.jspecify;
    requires transitive dev.unroll.core;
    requires transitive dev.unroll.data;
    requires org.tomlj;
    requires com.google.gson;
    requires com.samskivert.jmustache;
    requires de.siegmar.fastcsv;
    requires java.xml;

    exports dev.unroll.run;
    exports dev.unroll.run.config;
    exports dev.unroll.run.folder;
    exports dev.unroll.run.job;
    exports dev.unroll.run.lab;
    exports dev.unroll.run.page;
    exports dev.unroll.run.sequence;
    exports dev.unroll.run.task;
    exports dev.unroll.run.task.classify;
    exports dev.unroll.run.task.forecast;
    exports dev.unroll.run.task.nexttoken;
    exports dev.unroll.run.task.regress;
    exports dev.unroll.run.task.tag;
    exports dev.unroll.run.task.transduce;

    opens dev.unroll.run.folder to
            com.google.gson;
}
