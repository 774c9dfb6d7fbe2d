/**
 * What a model answers: the other end of the way that an input encoder begins.
 *
 * <p>A {@link dev.unroll.core.task.Task} says how many numbers a network must put out, what they mean, and which networks and
 * encoders fit it; it has a plain data form for a model's {@code config.json}. How a model is asked is in {@code model}, and
 * how one is trained for a task, scored beside baselines and shown is in the module {@code run}. Uses {@code form}, {@code
 * network} and {@code input}.
 */
package dev.unroll.core.task;
