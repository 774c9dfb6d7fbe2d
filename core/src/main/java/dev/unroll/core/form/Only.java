package dev.unroll.core.form;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says that a key has a meaning only if another one of its record has one of some values; setting it else is an error. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Only {

    /** The other key. */
    String with();

    /** The values of the other key. */
    String[] being();
}
