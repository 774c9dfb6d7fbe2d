package dev.unroll.spark.train;

import dev.unroll.run.config.ConfigPrinter;
import dev.unroll.run.config.ConfigReader;
import dev.unroll.run.config.TrainConfig;
import java.io.Serializable;
import java.util.List;

/** A configuration as it travels: as its file. */
record SentConfig(String toml) implements Serializable {

    static SentConfig of(TrainConfig config) {
        return new SentConfig(ConfigPrinter.print(config));
    }

    TrainConfig config() {
        return ConfigReader.read("the driver's configuration", toml, List.of());
    }
}
