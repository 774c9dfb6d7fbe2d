package dev.unroll.spark.train;

import dev.unroll.spark.folder.ModelFiles;
import dev.unroll.spark.rows.SentConfig;
import dev.unroll.spark.rows.TrainingRow;
import java.io.Serializable;
import java.util.List;

/**
 * What all tasks of a training begin with.
 *
 * @param model a fresh one: the network, and the way from an input to it
 * @param labelCounts how many training rows each label has
 * @param examples to train on
 * @param shards into which they are parted
 * @param validation the rows that are scored after each epoch
 */
record Start(
        SentConfig config,
        ModelFiles model,
        List<Integer> labelCounts,
        long examples,
        int shards,
        List<TrainingRow> validation)
        implements Serializable {}
