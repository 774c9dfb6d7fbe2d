package dev.unroll.core.form;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a component of a record is as a key of a configuration, apart from its name and type. What many records share is
 * said once, at the method of an interface that their accessors implement.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
public @interface Key {

    /**
     * The default, as it would stand in a file, strings without quotes. A record that is known by an instance, as kinds are,
     * says none: the instance has its defaults.
     */
    String value() default "";

    /** What it means, in a few words. */
    String help();

    /** Its name in a file; the component's in snake_case if left out. */
    String name() default "";

    /** The key of a choice beside which it stands, before the keys that the chosen one brings; by default its place is its own. */
    String beside() default "";

    /** The smallest number allowed. */
    double min() default Double.NEGATIVE_INFINITY;

    /** The largest number allowed. */
    double max() default Double.POSITIVE_INFINITY;

    /** Numbers must be larger than this. */
    double above() default Double.NEGATIVE_INFINITY;

    /** Numbers must be smaller than this. */
    double below() default Double.POSITIVE_INFINITY;
}
