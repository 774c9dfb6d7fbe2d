/**
 * Learning rates. A {@link dev.unroll.core.schedule.Schedule} is a shape with settings; laid over a training it becomes a
 * function of the step, in PyTorch's closed forms, so that a run may resume anywhere. Uses {@code form}, {@code score} and
 * {@code optimizer}.
 */
package dev.unroll.core.schedule;
