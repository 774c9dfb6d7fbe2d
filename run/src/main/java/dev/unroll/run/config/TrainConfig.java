package dev.unroll.run.config;

/** All that decides what a training does, apart from the data themselves: one table of the file a component. */
public record TrainConfig(DataTable data, ModelTable model, TrainingTable training) {}
