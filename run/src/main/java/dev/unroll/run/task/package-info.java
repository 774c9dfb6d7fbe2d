/**
 * What every task has: a {@link dev.unroll.run.task.TaskType} says how a configuration or a model of the task becomes a
 * {@link dev.unroll.run.task.Problem}, which owns all that depends on what is asked: how examples are read and encoded, how
 * they are scored and beside which baselines, how answers become what a user reads, and the task's part of the report. A task
 * is a package below this one that knows none of its neighbours, with a line in {@link dev.unroll.run.job.TaskTypes}; what
 * its models keep is a record with a line in {@link dev.unroll.core.task.Tasks}, and its name in a configuration one of
 * {@link dev.unroll.run.config.TrainingTable.Task}.
 */
package dev.unroll.run.task;
