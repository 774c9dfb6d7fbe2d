package dev.unroll.spark.rows;

import dev.unroll.run.config.ConfigPrinter;
import dev.unroll.run.config.ConfigReader;
import dev.unroll.run.config.TrainConfig;
import java.io.Serializable;
import java.util.LinkedHashMap;

/** A configuration as it travels: as plain data, which no executor needs a parser for. */
public record SentConfig(LinkedHashMap<String, LinkedHashMap<String, Object>> tables) implements Serializable {

    /** Returns a configuration, ready to be sent. */
    public static SentConfig of(TrainConfig config) {
        var tables = new LinkedHashMap<String, LinkedHashMap<String, Object>>();
        ConfigPrinter.data(config).forEach((table, keys) -> tables.put(table, new LinkedHashMap<>(keys)));
        return new SentConfig(tables);
    }

    /** Returns the configuration that was sent. */
    public TrainConfig config() {
        return ConfigReader.read("the driver's configuration", tables);
    }
}
