package dev.unroll.core.pass;

import dev.unroll.core.cell.Operation.Parameter;
import dev.unroll.core.cell.Term;
import dev.unroll.core.engine.CellParameters;
import dev.unroll.core.engine.Direction;
import dev.unroll.core.engine.DoubleInterpreter;
import dev.unroll.core.network.Attention;
import dev.unroll.core.network.Chain.Link;
import dev.unroll.core.network.Dropout;
import dev.unroll.core.network.Head.Linear;
import dev.unroll.core.network.InputSpec;
import dev.unroll.core.network.Layer;
import dev.unroll.core.network.Layer.Merge;
import dev.unroll.core.network.Network;
import dev.unroll.core.network.NetworkSpec;
import dev.unroll.core.network.ParameterLayout;
import dev.unroll.core.network.ParameterLayout.Window;
import dev.unroll.core.network.Readout;
import dev.unroll.core.network.Readout.Pooling;
import dev.unroll.core.network.Residual;
import dev.unroll.core.network.TimeReduction;
import java.util.Arrays;
import java.util.List;

/** What a network of parts means: one part after another, in double, for one sequence. Shares nothing with the engine. */
final class DoubleNetwork {

    private final NetworkSpec spec;
    private final ParameterLayout layout;
    private final double[] parameters;
    private double[][] memory = {};
    private double[] ends = {};
    /** The first state of each direction of the last layer that ran. */
    private double[] lastStates = {};

    DoubleNetwork(NetworkSpec spec, double[] parameters) {
        this.spec = spec;
        this.layout = Network.layoutOf(spec);
        this.parameters = parameters;
    }

    /** Returns the outputs, a row a step or one, of a sequence of tokens or words; letters are of words. */
    double[][] outputs(int[] tokens, int[][] letters) {
        return outputs(spec, "", tokens, letters);
    }

    private double[][] outputs(NetworkSpec network, String prefix, int[] tokens, int[][] letters) {
        return run(network.chain(prefix).links(), input(network.input(), prefix, tokens, letters));
    }

    private double[][] input(InputSpec input, String prefix, int[] tokens, int[][] letters) {
        double[][] rows = new double[tokens.length][];
        for (int t = 0; t < tokens.length; t++) {
            rows[t] = switch (input) {
                case InputSpec.OneHot(int count) -> {
                    double[] row = new double[count];
                    row[tokens[t]] = 1;
                    yield row;
                }
                case InputSpec.Embedding _ -> row(prefix + "embedding.weight", tokens[t]);
                case InputSpec.Words words -> {
                    double[] made = outputs(words.letters(), prefix + "letters.", letters[t], new int[0][])[0];
                    yield join(row(prefix + "embedding.weight", tokens[t]), made);
                }
                case InputSpec.Pair _ -> row(prefix + "embedding.weight", tokens[t]);
                case InputSpec.Dense _ -> throw new AssertionError("reads vectors");
            };
        }
        if (input instanceof InputSpec.Pair pair) {
            read(pair, letters);
        }
        return rows;
    }

    /** Reads the source, which is the letters one after another. */
    private void read(InputSpec.Pair pair, int[][] letters) {
        int[] source = Arrays.stream(letters).flatMapToInt(Arrays::stream).toArray();
        memory = outputs(pair.source(), "source.", source, new int[0][]);
        ends = lastStates;
    }

    private double[] row(String name, int row) {
        Window window = layout.window(name);
        int width = window.shape().getLast();
        int at = window.offset() + row * width;
        return Arrays.copyOfRange(parameters, at, at + width);
    }

    private static double[] join(double[] first, double[] second) {
        double[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private double[][] run(List<Link> links, double[][] given) {
        double[][] rows = given;
        for (int i = 0; i < links.size(); i++) {
            Link link = links.get(i);
            rows = switch (link.part()) {
                case Layer layer -> {
                    double[][][] both = directions(layer, link, rows);
                    boolean ends = i + 1 < links.size() && links.get(i + 1).part() instanceof Readout.LastStep;
                    yield ends ? new double[][] {ends(layer, both)} : merged(layer, both);
                }
                case Attention.Recurrent attention -> attentive(attention, link, rows);
                case Attention.Combined attention -> {
                    double[][] made = new double[rows.length][];
                    for (int t = 0; t < rows.length; t++) {
                        made[t] = combined(link, context(attention.score(), link, rows[t]), rows[t]);
                    }
                    yield made;
                }
                case Residual residual ->
                    sum(rows, run(residual.chain(link.place(), link.given()).links(), rows));
                case Linear _ -> linear(link, rows);
                case Dropout _ -> rows;
                case TimeReduction(int factor) -> joined(rows, factor);
                // After a layer, its ends were taken already.
                case Readout.LastStep _, Readout.LastPosition _ -> new double[][] {rows[rows.length - 1]};
                case Readout.Mean _ -> new double[][] {mean(rows)};
                case Readout.Max _ -> new double[][] {max(rows)};
                case Readout.Pooling _ -> new double[][] {attention(link, rows)};
                case Readout.Flatten _, Readout.EveryStep _ -> throw new AssertionError("not asked for");
            };
        }
        return rows;
    }

    private static double[][] joined(double[][] rows, int factor) {
        int width = rows[0].length;
        double[][] joined = new double[Math.ceilDiv(rows.length, factor)][factor * width];
        for (int t = 0; t < rows.length; t++) {
            System.arraycopy(rows[t], 0, joined[t / factor], t % factor * width, width);
        }
        return joined;
    }

    private double[][][] directions(Layer layer, Link link, double[][] rows) {
        double[][][] both = new double[layer.directions()][][];
        double[] states = {};
        for (int d = 0; d < both.length; d++) {
            boolean back = layer.reading() == Layer.Reading.BACKWARD || d == 1;
            var cell = new DoubleInterpreter(layer.cell(), cellParameters(layer, link, d));
            DoubleInterpreter.Pass pass =
                    cell.forward(rows, start(layer, link, d), back ? Direction.BACKWARD : Direction.FORWARD);
            both[d] = pass.outputs();
            states = join(states, Arrays.copyOf(pass.finalState(), layer.firstStateSize()));
        }
        lastStates = states;
        return both;
    }

    /** Returns the state that a layer starts from: zero, or learned, or made by a bridge of the source's last states. */
    private double[] start(Layer layer, Link link, int direction) {
        double[] state = {};
        for (var each : layer.cell().states().entrySet()) {
            Term start = layer.cell().starts().get(each.getKey());
            double[] own = new double[each.getValue().size()];
            if (start != null) {
                int at = new CellParameters(layer.cell()).vectorAt(((Parameter) start.operation()).name());
                System.arraycopy(cellParameters(layer, link, direction), at, own, 0, own.length);
            }
            state = join(state, own);
        }
        for (int j = 0; link.given().memory().ends() > 0 && j < layer.firstStateSize(); j++) {
            double sum = row(Layer.bridgeBiasName(link.place()), 0)[j];
            state[j] = Math.tanh(sum + dot(row(Layer.bridgeWeightName(link.place()), j), ends));
        }
        return state;
    }

    private double[][] attentive(Attention.Recurrent attention, Link link, double[][] rows) {
        Layer layer = attention.layer();
        var cell = new DoubleInterpreter(layer.cell(), cellParameters(layer, link, 0));
        double[] state = start(layer, link, 0);
        double[] fed = new double[attention.feedSize(link.given())];
        double[][] outputs = new double[rows.length][];
        for (int t = 0; t < rows.length; t++) {
            boolean before = attention.feed() == Attention.Feed.CONTEXT;
            if (before) {
                fed = context(attention.score(), link, Arrays.copyOf(state, layer.firstStateSize()));
            }
            DoubleInterpreter.Pass step = cell.forward(new double[][] {join(rows[t], fed)}, state, Direction.FORWARD);
            state = step.finalState();
            outputs[t] = step.outputs()[0];
            if (!before) {
                outputs[t] = combined(link, context(attention.score(), link, outputs[t]), outputs[t]);
                fed = outputs[t];
            }
        }
        return outputs;
    }

    private double[] context(Attention.Score score, Link link, double[] query) {
        double[] scores = new double[memory.length];
        double sum = 0;
        for (int j = 0; j < scores.length; j++) {
            scores[j] = Math.exp(score(score, link, query, memory[j]));
            sum += scores[j];
        }
        double[] context = new double[memory[0].length];
        for (int j = 0; j < scores.length; j++) {
            for (int k = 0; k < context.length; k++) {
                context[k] += scores[j] / sum * memory[j][k];
            }
        }
        return context;
    }

    private double score(Attention.Score score, Link link, double[] query, double[] held) {
        return switch (score) {
            case DOT -> dot(query, held);
            case GENERAL -> dot(query, times(Attention.keyName(link.place()), held));
            case ADDITIVE -> {
                double[] asked = times(Attention.queryName(link.place()), query);
                double[] key = times(Attention.keyName(link.place()), held);
                Arrays.setAll(asked, k -> Math.tanh(asked[k] + key[k]));
                yield dot(row(Attention.scoreName(link.place()), 0), asked);
            }
        };
    }

    private double[] combined(Link link, double[] context, double[] query) {
        double[] made = times(Attention.combineName(link.place()), join(context, query));
        Arrays.setAll(made, k -> Math.tanh(made[k]));
        return made;
    }

    private double[] times(String weight, double[] operand) {
        double[] product = new double[layout.window(weight).shape().getFirst()];
        Arrays.setAll(product, j -> dot(row(weight, j), operand));
        return product;
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += x[k] * y[k];
        }
        return sum;
    }

    private double[] cellParameters(Layer layer, Link link, int direction) {
        var places = new CellParameters(layer.cell());
        double[] values = new double[places.size()];
        float[] numbers = new float[layout.size()];
        layout.cell(layer, link.place(), direction, numbers).forEach((name, windows) -> {
            var map = layer.cell().maps().get(name);
            if (map == null) {
                int vector = windows.bias().offset();
                System.arraycopy(
                        parameters,
                        vector,
                        values,
                        places.vectorAt(name),
                        windows.bias().columns());
                return;
            }
            int weight = windows.weight().offset();
            int size = map.size() * map.operands().getFirst().size();
            System.arraycopy(parameters, weight, values, places.weightAt(map), size);
            if (windows.isBiased()) {
                System.arraycopy(parameters, windows.bias().offset(), values, places.biasAt(map), map.size());
            }
        });
        return values;
    }

    private static double[] ends(Layer layer, double[][][] both) {
        int last = both[0].length - 1;
        return layer.directions() == 1
                ? both[0][layer.reading() == Layer.Reading.BACKWARD ? 0 : last]
                : merged(layer.merge(), both[0][last], both[1][0]);
    }

    private static double[][] merged(Layer layer, double[][][] both) {
        if (layer.directions() == 1) {
            return both[0];
        }
        double[][] rows = new double[both[0].length][];
        Arrays.setAll(rows, t -> merged(layer.merge(), both[0][t], both[1][t]));
        return rows;
    }

    private static double[] merged(Merge merge, double[] first, double[] second) {
        double[] row = new double[first.length];
        for (int j = 0; j < row.length; j++) {
            row[j] = switch (merge) {
                case SUM -> first[j] + second[j];
                case MEAN -> (first[j] + second[j]) / 2;
                case PRODUCT -> first[j] * second[j];
                case CONCATENATION -> 0;
            };
        }
        return merge == Merge.CONCATENATION ? join(first, second) : row;
    }

    private static double[][] sum(double[][] x, double[][] y) {
        double[][] sum = new double[x.length][x[0].length];
        for (int t = 0; t < x.length; t++) {
            for (int j = 0; j < sum[t].length; j++) {
                sum[t][j] = x[t][j] + y[t][j];
            }
        }
        return sum;
    }

    private double[][] linear(Link link, double[][] rows) {
        Window weight = layout.window(Linear.weightName(link.place()));
        double[] bias = row(Linear.biasName(link.place()), 0);
        double[][] outputs = new double[rows.length][bias.length];
        for (int t = 0; t < rows.length; t++) {
            for (int j = 0; j < bias.length; j++) {
                double[] of = row(weight.name(), j);
                outputs[t][j] = bias[j];
                for (int k = 0; k < of.length; k++) {
                    outputs[t][j] += of[k] * rows[t][k];
                }
            }
        }
        return outputs;
    }

    private double[] attention(Link link, double[][] rows) {
        double[] query = row(Pooling.queryName(link.place()), 0);
        double[] bias = row(Pooling.biasName(link.place()), 0);
        double[] shares = new double[rows.length];
        double total = 0;
        for (int t = 0; t < rows.length; t++) {
            double score = 0;
            for (int i = 0; i < query.length; i++) {
                double[] weight = row(Pooling.weightName(link.place()), i);
                double inner = bias[i];
                for (int k = 0; k < weight.length; k++) {
                    inner += weight[k] * rows[t][k];
                }
                score += query[i] * StrictMath.tanh(inner);
            }
            shares[t] = StrictMath.exp(score);
            total += shares[t];
        }
        double[] sum = new double[rows[0].length];
        for (int t = 0; t < rows.length; t++) {
            for (int j = 0; j < sum.length; j++) {
                sum[j] += shares[t] / total * rows[t][j];
            }
        }
        return sum;
    }

    private static double[] mean(double[][] rows) {
        double[] mean = new double[rows[0].length];
        for (double[] row : rows) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += row[j] / rows.length;
            }
        }
        return mean;
    }

    private static double[] max(double[][] rows) {
        double[] max = rows[0].clone();
        for (double[] row : rows) {
            for (int j = 0; j < max.length; j++) {
                max[j] = Math.max(max[j], row[j]);
            }
        }
        return max;
    }
}
