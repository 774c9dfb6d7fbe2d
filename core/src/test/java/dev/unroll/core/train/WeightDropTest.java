package dev.unroll.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.unroll.core.kernel.Compute;
import dev.unroll.core.network.Batch;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.ParameterLayout.Role;
import dev.unroll.core.network.ParameterLayout.Window;
import dev.unroll.core.optimizer.Sgd;
import dev.unroll.core.pass.SampleNetworks;
import dev.unroll.core.update.WeightDrop;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WeightDropTest {

    private final Task task = Task.firstToken(40);

    private Network trained(TrainingPlan plan, int threads) {
        try (Compute compute = Compute.of(threads)) {
            return new Trainer(plan, compute).train(task.network(), task.examples(), Optional.empty());
        }
    }

    /** Returns how many numbers of a role one update left as they were, as a part of all. */
    private double resting(TrainingPlan plan, Role role) {
        try (Compute compute = Compute.of(1)) {
            Network network = task.network();
            var step = new TrainingStep(network, plan, compute);
            step.step(new Batch().of(task.examples().inputs()), task.examples().labels(), 0.1, 1, 1);
            Network moved = step.network();
            int all = 0;
            int same = 0;
            for (Window window : network.layout().windows()) {
                for (int i = 0; window.role() == role && i < window.size(); i++) {
                    all++;
                    same += network.values()[window.offset() + i] == moved.values()[window.offset() + i] ? 1 : 0;
                }
            }
            return (double) same / all;
        }
    }

    private TrainingPlan sgd() {
        return task.plan(1, 1).withOptimizer(new Sgd());
    }

    @Test
    void weightsThatAnUpdateDoesWithoutStayAsTheyAre() {
        TrainingPlan dropping = sgd().withWeightDrop(new WeightDrop(0.4));
        assertEquals(0, resting(sgd(), Role.RECURRENT_WEIGHT));
        assertEquals(0.4, resting(dropping, Role.RECURRENT_WEIGHT), 0.1);
        assertEquals(0, resting(dropping, Role.INPUT_WEIGHT));
    }

    @Test
    void withNothingDroppedItHasTheBitsOfTheTrainingWithoutIt() {
        TrainingPlan plan = task.plan(3, 1);
        assertEquals(
                WeightsHash.of(trained(plan, 1)), WeightsHash.of(trained(plan.withWeightDrop(new WeightDrop(0)), 1)));
    }

    @Test
    void itHasTheSameBitsOnAnyNumberOfThreads() {
        TrainingPlan plan = task.plan(3, 1).withWeightDrop(new WeightDrop(0.5));
        String one = WeightsHash.of(trained(plan, 1));
        assertEquals(one, WeightsHash.of(trained(plan, 2)));
        assertTrue(!one.equals(WeightsHash.of(trained(task.plan(3, 1), 1))));
    }

    @Test
    void whatIsLearnedWithoutSomeWeightsAnswersWithAll() {
        TrainingPlan plan = task.plan(60, 1).withWeightDrop(new WeightDrop(0.3));
        try (Compute compute = Compute.of(1)) {
            assertEquals(
                    1,
                    new Evaluator(task.loss(), 8, compute)
                            .evaluate(trained(plan, 1), task.examples())
                            .confusion()
                            .orElseThrow()
                            .accuracy());
        }
    }

    @Test
    void aShareThatIsNoneIsRefused() {
        for (double share : new double[] {-0.1, 1, Double.NaN}) {
            var error = assertThrows(IllegalArgumentException.class, () -> new WeightDrop(share));
            assertEquals("weight drop must be at least 0 and below 1 but is " + share, error.getMessage());
        }
    }

    @Test
    void aNetworkWithoutRecurrentWeightsIsRefused() {
        TrainingPlan plan = sgd().withWeightDrop(new WeightDrop(0.5));
        var error = assertThrows(IllegalArgumentException.class, () -> plan.requireFits(SampleNetworks.bag(1)));
        assertEquals(
                "weight drop leaves out recurrent weights, but no cell of the network multiplies its state",
                error.getMessage());
        List.of(SampleNetworks.streaming(1)).forEach(plan::requireFits);
    }
}
