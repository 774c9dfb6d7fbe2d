package dev.unroll.house;

import com.tngtech.archunit.core.domain.JavaClass;

/** The source file that a class is from, as its class file says. */
final class SourceFiles {

    /** The file that describes a package. */
    static final String PACKAGE = "package-info.java";

    private SourceFiles() {}

    static String of(JavaClass type) {
        return type.getSource()
                .flatMap(source -> source.getFileName())
                .orElseThrow(() -> new IllegalArgumentException(
                        type.getName() + " must say its source file but does not: compile it with -g:source"));
    }
}
