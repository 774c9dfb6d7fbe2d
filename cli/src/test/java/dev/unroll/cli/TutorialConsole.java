package dev.unroll.cli;

/** Runs commands one after the other, as a reader of a tutorial types them; in a JVM of its own, for its folder. */
final class TutorialConsole {

    /** Stands after what a command printed. */
    static final String END = "\u001e";

    private TutorialConsole() {}

    public static void main(String[] commands) {
        for (String command : commands) {
            CommandRun run = CommandRun.of(command.split(" "));
            if (run.exitCode() != ExitCode.DONE) {
                System.err.print(command + ": " + run.err());
                System.exit(1);
            }
            System.out.print(run.out() + END);
        }
        System.out.flush();
    }
}
