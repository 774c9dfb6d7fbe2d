package dev.unroll.cli;

import java.nio.file.Path;

/** A program of a tutorial: its file, its text as the page shows it, and what the page says that it prints. */
record TutorialProgram(Path source, String shown, String printed) {

    /** Returns the name of its class. */
    String name() {
        return source.getFileName().toString().replace(".java", "");
    }

    @Override
    public String toString() {
        return name();
    }
}
