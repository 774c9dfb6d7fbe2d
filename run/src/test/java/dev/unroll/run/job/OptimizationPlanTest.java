package dev.unroll.run.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.unroll.core.loss.ClassWeights;
import dev.unroll.core.optimizer.Optimizer;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.ConfigReader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptimizationPlanTest {

    private static Optimizer optimizer(String... assignments) {
        var config = ConfigReader.read("my.toml", "", List.of(assignments));
        return OptimizationPlan.of(config, ClassWeights.none()).optimizer();
    }

    /** What is set, and what the optimizer then has under PyTorch's name. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sgd      | momentum=0.9                 | momentum               | 0.9
            sgd      | momentum=0.9 nesterov=true   | nesterov               | true
            sgd      | dampening=0.5                | dampening              | 0.5
            rmsprop  | alpha=0.9                    | alpha                  | 0.9
            rmsprop  | centered=true                | centered               | true
            adam     | beta1=0.8 beta2=0.9          | betas                  | [0.8, 0.9]
            adamw    | amsgrad=true                 | amsgrad                | true
            adamw    | eps=1e-6                     | weight_decay           | 0.01
            nadam    | decoupled_weight_decay=true  | decoupled_weight_decay | true
            radam    | decoupled_weight_decay=true  | decoupled_weight_decay | true
            nadam    | weight_decay=0.1             | decoupled_weight_decay | false
            radam    | weight_decay=0.1             | weight_decay           | 0.1
            adagrad  | weight_decay=0.1             | weight_decay           | 0.1
            adadelta | weight_decay=0.1             | weight_decay           | 0.1
            """)
    void aKeyReachesTheOptimizer(String name, String keys, String option, String value) {
        String[] assignments = Stream.of("optimizer=" + name + " " + keys)
                .flatMap(all -> Stream.of(all.split(" ")))
                .toArray(String[]::new);
        assertEquals(value, String.valueOf(optimizer(assignments).options().get(option)));
    }

    @Test
    void onlyNadamAndRadamAreTold() {
        var error =
                assertThrows(ConfigException.class, () -> optimizer("optimizer=adam", "decoupled_weight_decay=true"));
        assertEquals(
                "--set decoupled_weight_decay=true: training.decoupled_weight_decay means something only if"
                        + " training.optimizer is nadam or radam, but that is adam",
                error.getMessage());
    }
}
