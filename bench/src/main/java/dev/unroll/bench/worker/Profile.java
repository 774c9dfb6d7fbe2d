package dev.unroll.bench.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the time goes: stacks that the JDK's Flight Recorder samples of all threads, by CPU time where it can (Linux),
 * each under the names of the innermost method outside the kernels, of its caller, and of the kernel that it has called.
 */
final class Profile {

    private static final String KERNELS = "dev.unroll.core.kernel.";
    private static final String TEAM = KERNELS + "Team";
    private static final String UNROLL = "dev.unroll.core.";

    private Profile() {}

    /** Returns {@code name=samples;…} of a run, the most frequent first. */
    static String of(Callable<?> run) throws Exception {
        Path file = Files.createTempFile("unroll-bench", ".jfr");
        try (var recording = new Recording()) {
            boolean cpuTime = FlightRecorder.getFlightRecorder().getEventTypes().stream()
                    .anyMatch(type -> type.getName().equals("jdk.CPUTimeSample"));
            if (cpuTime) {
                recording.enable("jdk.CPUTimeSample").with("throttle", "1ms");
            } else {
                recording.enable("jdk.ExecutionSample").with("period", "1 ms");
            }
            recording.start();
            run.call();
            recording.stop();
            recording.dump(file);
            return counted(file);
        } finally {
            Files.delete(file);
        }
    }

    private static String counted(Path file) throws IOException {
        var counts = new HashMap<String, Integer>();
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            if (event.getStackTrace() != null) {
                counts.merge(name(event.getStackTrace().getFrames()), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(";"));
    }

    /**
     * Returns "Tiles.work in LayerRun.loopForward > tanh" for a stack whose innermost frame comes first: a method outside the
     * kernels, its caller, and what it has called of the kernels.
     */
    private static String name(List<RecordedFrame> frames) {
        String kernel = "";
        String place = "";
        for (RecordedFrame frame : frames) {
            String type = frame.getMethod().getType().getName();
            if (!type.startsWith(UNROLL) || type.startsWith(TEAM) || type.contains("$$Lambda")) {
                continue;
            }
            String method = type.substring(type.lastIndexOf('.') + 1) + "." + method(frame.getMethod());
            if (type.startsWith(KERNELS)) {
                kernel = " > " + method(frame.getMethod());
            } else if (place.isEmpty()) {
                place = method;
            } else if (!place.equals(method)) {
                return place + " in " + method + kernel;
            }
        }
        return (place.isEmpty() ? "outside Unroll" : place) + kernel;
    }

    /** Returns a method's name, and for a lambda that of the method that has written it. */
    private static String method(RecordedMethod method) {
        return method.getName().replaceFirst("^lambda\\$(.*)\\$\\d+$", "$1");
    }
}
