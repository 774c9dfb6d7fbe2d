package dev.unroll.core.engine;

import dev.unroll.core.kernel.Kernels;
import dev.unroll.core.kernel.Matrix;
import dev.unroll.core.kernel.Team;
import dev.unroll.core.program.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The runs of a layer, one a direction.
 *
 * <p>Two directions work at the same time, each by half of the threads: so a thread reads the weights of one direction, and has
 * twice as many sequences to multiply them with. An odd number of threads works on one after the other.
 */
public final class Directions {

    private final List<LayerRun> runs = new ArrayList<>();
    private final List<WeightGradients> gradients = new ArrayList<>();
    private final Team team;
    private final int threads;
    private Phase phase = Phase.LOOP;

    private final Team.Task forward = this::forward;
    private final Team.Task backward = this::backward;
    private final Team.Task add = this::add;

    /** Makes a run for each of the weights, in the order of their directions. */
    public Directions(List<PackedWeights> weights, List<Direction> directions, Kernels kernels, Team team) {
        this(weights, directions, kernels, team, LayerRun.SMALL_WORK);
    }

    /** As the public one, with another bound for {@link LayerRun#SMALL_WORK}. */
    Directions(List<PackedWeights> weights, List<Direction> directions, Kernels kernels, Team team, long smallWork) {
        this.team = team;
        boolean both = weights.size() == 2 && team.size() % 2 == 0;
        this.threads = both ? team.size() / 2 : team.size();
        for (int d = 0; d < weights.size(); d++) {
            runs.add(new LayerRun(
                    weights.get(d), directions.get(d), kernels, team, threads, smallWork, LayerRun.FEW_SEQUENCES));
        }
    }

    /** Says where the gradients of a direction's weights are added; in the order of the directions. */
    public void addGradientsTo(Map<String, MapWindows> windows) {
        gradients.add(runs.get(gradients.size()).weightGradients(windows));
    }

    public LayerRun run(int d) {
        return runs.get(d);
    }

    public List<LayerRun> runs() {
        return runs;
    }

    /** Returns whether both directions work at the same time. */
    private boolean areTogether() {
        return threads < team.size() && !runs.getFirst().isSmall();
    }

    /** Computes what each run has been prepared for. */
    public void forward() {
        if (!areTogether()) {
            for (int d = 0; d < runs.size(); d++) {
                runs.get(d).forward();
            }
            return;
        }
        together(Phase.HOIST, forward);
        together(Phase.LOOP, forward);
        for (int d = 0; d < runs.size(); d++) {
            runs.get(d).endLoop();
        }
        together(Phase.SINK, forward);
    }

    /** Computes the gradients of everything but the weights from those of the outputs and of the final states. */
    public void backward(Matrix... finalStateGradients) {
        if (!areTogether()) {
            for (int d = 0; d < runs.size(); d++) {
                runs.get(d).backward(finalStateGradients[d]);
            }
            return;
        }
        for (int d = 0; d < runs.size(); d++) {
            runs.get(d).prepareBackward(finalStateGradients[d]);
        }
        together(Phase.SINK, backward);
        for (int d = 0; d < runs.size(); d++) {
            runs.get(d).beginLoopBack();
        }
        together(Phase.LOOP, backward);
        together(Phase.HOIST, backward);
    }

    /** Adds the gradients of the weights. */
    public void addGradients() {
        if (!areTogether()) {
            for (int d = 0; d < gradients.size(); d++) {
                gradients.get(d).add();
            }
            return;
        }
        for (int d = 0; d < gradients.size(); d++) {
            gradients.get(d).begin();
        }
        team.run(add);
    }

    /** Runs a phase of both: they have the same batch and the same program, so the same phases. */
    private void together(Phase next, Team.Task work) {
        if (runs.getFirst().has(next)) {
            phase = next;
            team.run(work);
        }
    }

    private void forward(int member, int members) {
        runs.get(member / threads).forward(phase, member % threads);
    }

    private void backward(int member, int members) {
        runs.get(member / threads).backward(phase, member % threads);
    }

    private void add(int member, int members) {
        gradients.get(member / threads).add(member % threads, threads);
    }
}
