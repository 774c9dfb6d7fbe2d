package dev.unroll.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** That a package has few enough files to be read as one thing. */
final class RoomyPackages extends ArchCondition<JavaClass> {

    /** What fits on a screen as a list. */
    static final int MOST_FILES = 24;

    private final TreeMap<String, Set<String>> files = new TreeMap<>();

    RoomyPackages() {
        super("be in a package of at most " + MOST_FILES + " files");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        files.computeIfAbsent(type.getPackageName(), _ -> new TreeSet<>()).add(SourceFiles.of(type));
    }

    @Override
    public void finish(ConditionEvents events) {
        files.forEach((name, names) -> {
            names.remove(SourceFiles.PACKAGE);
            if (names.size() > MOST_FILES) {
                String message = "package " + name + " must have at most " + MOST_FILES + " files but has "
                        + names.size() + ": make two of it, each with a name for what its classes are about; they are "
                        + names;
                events.add(SimpleConditionEvent.violated(name, message));
            }
        });
    }
}
