package dev.unroll.run.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Another default of a key, for one value of another key of its table. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Instead {

    /** The other key. */
    String with();

    /** The value of the other key. */
    String being();

    /** The default then, as it would stand in a file. */
    String value();
}
