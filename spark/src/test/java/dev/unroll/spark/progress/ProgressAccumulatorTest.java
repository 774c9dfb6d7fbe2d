package dev.unroll.spark.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Constructor;
import org.junit.jupiter.api.Test;

class ProgressAccumulatorTest {

    /** One of which no field is read yet, as serialization makes it. */
    private static ProgressAccumulator halfRead() throws ReflectiveOperationException {
        Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
        Object serialization = factory.getMethod("getReflectionFactory").invoke(null);
        var made = (Constructor<?>) factory.getMethod("newConstructorForSerialization", Class.class, Constructor.class)
                .invoke(serialization, ProgressAccumulator.class, Object.class.getDeclaredConstructor());
        return (ProgressAccumulator) made.newInstance();
    }

    @Test
    void aHeartbeatMaySeeItBeforeItsFieldsAreRead() throws ReflectiveOperationException {
        ProgressAccumulator early = halfRead();
        assertTrue(early.isZero());
        assertEquals(TrainingProgress.NONE, early.value());
        assertTrue(early.copy().isZero());
        early.merge(new ProgressAccumulator());
        assertTrue(early.isZero());
    }
}
