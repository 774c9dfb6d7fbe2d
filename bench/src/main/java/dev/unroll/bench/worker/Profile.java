package dev.unroll.bench.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * each under the name of the innermost method outside the kernels, and of the kernel that it has called.
 */
final class Profile {

    private static final String KERNELS = "dev.unroll.core.kernel.";
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

    /** Returns "LayerRun.forward > addProduct" for a stack whose innermost frame comes first. */
    private static String name(List<RecordedFrame> frames) {
        Optional<RecordedMethod> kernel = Optional.empty();
        for (RecordedFrame frame : frames) {
            RecordedMethod method = frame.getMethod();
            String type = method.getType().getName();
            if (type.startsWith(KERNELS) && !type.startsWith(KERNELS + "Team")) {
                kernel = Optional.of(method);
            } else if (type.startsWith(UNROLL) && !type.startsWith(KERNELS)) {
                String place = type.substring(type.lastIndexOf('.') + 1) + "." + method.getName();
                return kernel.map(called -> place + " > " + called.getName()).orElse(place);
            }
        }
        return kernel.map(RecordedMethod::getName).orElse("outside Unroll");
    }
}
