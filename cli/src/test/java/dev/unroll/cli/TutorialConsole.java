package dev.unroll.cli;

import dev.unroll.cli.terminal.ExitCode;

/** Runs what a reader of a tutorial runs, one after the other, in a JVM of its own whose folder is the reader's. */
final class TutorialConsole {

    /** Stands after what each printed. */
    static final String END = "\u001e";

    private TutorialConsole() {}

    /** Runs commands, each one argument. */
    static final class Commands {

        private Commands() {}

        public static void main(String[] commands) {
            for (String command : commands) {
                CommandRun run = CommandRun.of(TutorialCommand.arguments(command));
                if (run.exitCode() != ExitCode.DONE) {
                    System.err.print(command + ": " + run.err());
                    System.exit(1);
                }
                System.out.print(run.out() + END);
            }
        }
    }

    /** Runs compact programs, whose {@code main} is a method of an object, by their names. */
    static final class Programs {

        private Programs() {}

        public static void main(String[] names) throws ReflectiveOperationException {
            for (String name : names) {
                var made = Class.forName(name).getDeclaredConstructor();
                made.setAccessible(true);
                var main = made.getDeclaringClass().getDeclaredMethod("main");
                main.setAccessible(true);
                main.invoke(made.newInstance());
                System.out.print(END);
            }
        }
    }
}
