package dev.unroll.run.job;

import dev.unroll.core.loss.ClassWeights;
import dev.unroll.core.model.Model;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.Sequences;
import dev.unroll.core.train.TrainingPlan;
import dev.unroll.data.embedding.WordVectors;
import dev.unroll.run.ConfigException;
import dev.unroll.run.config.ConfigPrinter;
import dev.unroll.run.config.TrainConfig;
import dev.unroll.run.task.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a configuration makes of examples that a program has, and no file: the network and the plan of their training. Of the table
 * {@code [data]} it heeds what says how inputs are read, and not what says where they are or how they are parted.
 */
public record GivenExamples(TrainConfig config) {

    /**
     * Checks the configuration; needs no data.
     *
     * @throws ConfigException if keys do not fit the task, or each other
     */
    public GivenExamples {
        TaskTypes.of(config).check(config);
        NetworkPlan.check(config);
        OptimizationPlan.check(config);
    }

    /**
     * Returns a fresh network.
     *
     * @param pretrained what the embedding starts from
     * @param inputs some of what it will be trained on: flatten needs their length
     * @throws ConfigException if the network or the plan does not fit the problem
     */
    public Network network(Problem<?> problem, Optional<WordVectors> pretrained, Sequences inputs) {
        TrainJob.requireUnknownToken(config.training(), problem.input());
        Network network = NetworkPlan.network(config, problem, pretrained, inputs);
        try {
            plan(ClassWeights.none()).requireFits(network.spec());
        } catch (IllegalArgumentException e) {
            throw new ConfigException("[training]: " + e.getMessage());
        }
        return network;
    }

    /** Returns the plan of the training, with so much weight for each class. */
    public TrainingPlan plan(ClassWeights weights) {
        return OptimizationPlan.of(config, weights);
    }

    /**
     * Returns what a model says of how it came to be: the configuration, what a program adds, and this machine.
     *
     * @param more by key: {@code data}, {@code progress}
     */
    public Map<String, Object> story(Map<String, Object> more) {
        Map<String, Object> training = new LinkedHashMap<>();
        training.put("config", ConfigPrinter.data(config));
        training.putAll(more);
        training.put("environment", TrainJob.environment());
        return training;
    }

    /** Returns a model of a trained network. */
    public Model model(String name, Problem<?> problem, Network network, Map<String, Object> more) {
        return new Model(name, problem.task(), network, problem.input(), story(more));
    }
}
