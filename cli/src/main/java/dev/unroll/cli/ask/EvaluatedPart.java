package dev.unroll.cli.ask;

import dev.unroll.data.Dataset;
import dev.unroll.data.Example;
import dev.unroll.run.task.TrainingData;
import java.util.List;

/** The examples of a data set that are scored. The names are what a user types. */
enum EvaluatedPart {
    auto,
    test,
    validation,
    train,
    all;

    /** Returns the examples of data in the parts that they came in. */
    <E extends Example> List<E> of(Dataset<E> dataset) {
        return switch (this) {
            case auto -> dataset.test().isEmpty() ? dataset.examples() : dataset.test();
            case test -> dataset.test();
            case validation -> dataset.validation();
            case train -> dataset.examples();
            case all -> dataset.all();
        };
    }

    /** Returns the examples of a training's data in the parts that the training made. */
    <E extends Example> List<E> of(TrainingData<E> data) {
        return switch (this) {
            case auto -> data.scored();
            case test -> data.part(TrainingData.Part.TEST);
            case validation -> data.part(TrainingData.Part.VALIDATION);
            case train -> data.part(TrainingData.Part.TRAINING);
            case all -> data.dataset().all();
        };
    }

    /** Returns whether it is a part that a training may have made. */
    boolean isOfSplit() {
        return this == test || this == validation || this == train;
    }

    /** Returns what a user types for a part of a training. */
    static EvaluatedPart of(TrainingData.Part part) {
        return switch (part) {
            case TEST -> test;
            case VALIDATION -> validation;
            case TRAINING -> train;
        };
    }

    /** Returns the part of other data that is scored if none is named. */
    static EvaluatedPart usual(Dataset<?> dataset) {
        return dataset.test().isEmpty() ? all : test;
    }
}
