package dev.unroll.core.form;

/** A record that stands beside others of its family, one of which a configuration names; its {@link Key}s are its own. */
public interface Kind {

    /** Returns the name in configurations. */
    String name();
}
