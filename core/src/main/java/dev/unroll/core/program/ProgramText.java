package dev.unroll.core.program;

import dev.unroll.core.cell.Operation.Bias;
import dev.unroll.core.cell.Operation.Linear;
import dev.unroll.core.cell.Term;
import dev.unroll.core.function.Arithmetic;
import dev.unroll.core.function.Arithmetic.Form;
import dev.unroll.core.function.Primitive;
import dev.unroll.core.program.CellProgram.ParameterGradient;
import dev.unroll.core.program.CellProgram.Purpose;
import dev.unroll.core.program.CellProgram.WeightGradient;
import dev.unroll.core.program.Op.Basic;
import dev.unroll.core.program.Op.Shape;
import dev.unroll.core.program.Slot.Kind;
import dev.unroll.core.program.Slot.Ref;
import dev.unroll.core.program.Stage.Multiply;
import dev.unroll.core.program.Stage.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A program as text: what runs before, in and after the time loop, forward and backward, and what is kept.
 *
 * <p>{@code [ih]} is the result of the map ih, {@code ∂z} the adjoint of z, {@code h'} the state after the step, {@code h'@} its
 * rows at the steps where the output is asked for. Indented lines run together, on a tile of rows at a time.
 */
final class ProgramText {

    private static final String HOIST = "before the loop, all steps at once";
    private static final String LOOP = "each step";
    private static final String SINK = "after the loop, the steps where the output is asked for";

    private final CellProgram program;
    private final List<String> lines = new ArrayList<>();

    private ProgramText(CellProgram program) {
        this.program = program;
    }

    static String of(CellProgram program) {
        var text = new ProgramText(program);
        text.write();
        return String.join("\n", text.lines) + "\n";
    }

    private void write() {
        String purpose = program.purpose().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        lines.add("program of " + program.cell().name() + " for " + purpose);
        lines.add("");
        lines.add("FORWARD");
        for (Phase phase : Phase.values()) {
            write(title(phase), program.forward(phase), true);
        }
        lines.add("output: " + place(program.output()));
        if (program.purpose() != Purpose.INFERENCE) {
            lines.add("");
            lines.add("BACKWARD");
            for (Phase phase : List.of(Phase.SINK, Phase.LOOP, Phase.HOIST)) {
                write(title(phase), program.backward(phase), false);
            }
            lines.add("gradients, over all rows at once");
            program.weightGradients().forEach(this::write);
            program.parameterGradients().forEach(this::write);
        }
        lines.add("");
        lines.add("MEMORY");
        for (Kind kind : Kind.values()) {
            memory(kind);
        }
    }

    private static String title(Phase phase) {
        return switch (phase) {
            case HOIST -> HOIST;
            case LOOP -> LOOP;
            case SINK -> SINK;
        };
    }

    private void write(String title, List<Stage> stages, boolean ahead) {
        if (stages.isEmpty()) {
            return;
        }
        lines.add(title);
        for (Stage stage : stages) {
            if (ahead) {
                stage.products().forEach(multiply -> lines.add("  " + product(multiply)));
            }
            stage.instructions().forEach(instruction -> lines.add("    " + instruction(instruction)));
            if (!ahead) {
                stage.products().forEach(multiply -> lines.add("  " + transposed(multiply)));
            }
        }
    }

    private String product(Multiply multiply) {
        Product product = program.products().get(multiply.product());
        boolean biased = product.maps().stream().anyMatch(ProgramText::isBiased);
        String bias = biased ? "b_" + product.name() + " + " : "";
        String start = multiply.start() == Start.BIAS ? " = " + bias : " += ";
        return place(multiply.target()) + start + "W_" + product.name() + " " + place(multiply.operand()) + "   "
                + product.width() + " × " + multiply.operand().width();
    }

    private String transposed(Multiply multiply) {
        Product product = program.products().get(multiply.product());
        String start = multiply.start() == Start.BIAS ? " = " : " += ";
        return place(multiply.target()) + start + "W_" + product.name() + "ᵀ " + place(multiply.operand()) + "   "
                + multiply.target().width() + " × " + product.width();
    }

    private String instruction(Instruction instruction) {
        String z = place(instruction.z());
        String x = place(instruction.x());
        String y = place(instruction.y());
        return switch (instruction.op()) {
            case Basic basic ->
                switch (basic) {
                    case FILL -> z + " = " + number(instruction.scalar());
                    case COPY, SPREAD -> z + " = " + x;
                    case ACCUMULATE -> z + " += " + x;
                    case ADD_MULTIPLIED -> z + " += " + x + " ⊙ " + y;
                    case SUM -> z + " = sum(" + x + ")";
                    case DOT -> z + " = sum(" + x + " ⊙ " + y + ")";
                };
            case Op.Of(Primitive function) -> z + " = " + function.symbol() + "(" + x + ")";
            case Op.OfSum(Primitive function) -> z + " = " + function.symbol() + "(" + x + " + " + y + ")";
            case Op.Gradient(Primitive function) -> z + " = " + y + " ⊙ " + function.symbol() + "′ at " + x;
            case Op.Combined(Arithmetic arithmetic, Shape shape) ->
                z + " = " + combined(arithmetic, shape, x, y, number(instruction.scalar()));
        };
    }

    private static String combined(Arithmetic arithmetic, Shape shape, String x, String y, String number) {
        return switch (shape) {
            case VECTORS, BROADCAST -> combined(arithmetic, x, y);
            case NUMBER -> combined(arithmetic, x, number);
            case TO_NUMBER -> combined(arithmetic, number, x);
            case TO_BROADCAST -> combined(arithmetic, y, x);
        };
    }

    private static String combined(Arithmetic arithmetic, String left, String right) {
        return arithmetic.form() == Form.CALL
                ? arithmetic.symbol() + "(" + left + ", " + right + ")"
                : left + " " + arithmetic.symbol() + " " + right;
    }

    private void write(WeightGradient gradient) {
        lines.add("  ∂W_[" + gradient.map() + "]" + columns(gradient) + " += " + place(gradient.result()) + "ᵀ "
                + place(gradient.operand()));
        if (gradient.from() == 0 && isBiased(map(gradient.map()))) {
            lines.add("  ∂b_[" + gradient.map() + "] += sum of " + place(gradient.result()));
        }
    }

    private String columns(WeightGradient gradient) {
        int all = map(gradient.map()).operands().getFirst().size();
        return gradient.to() - gradient.from() == all ? "" : "[" + gradient.from() + ":" + gradient.to() + "]";
    }

    private Term map(String name) {
        return Objects.requireNonNull(program.cell().maps().get(name), name);
    }

    private static boolean isBiased(Term map) {
        return map.operation() instanceof Linear(String _, Bias bias) && bias == Bias.PRESENT;
    }

    private void write(ParameterGradient gradient) {
        lines.add("  ∂" + gradient.parameter() + " += sum of " + place(gradient.adjoint()));
    }

    private void memory(Kind kind) {
        String slots = program.slots().stream()
                .filter(slot -> slot.kind() == kind && slot.width() > 0)
                .map(slot -> slot.name() + " " + slot.width())
                .collect(Collectors.joining(", "));
        if (!slots.isEmpty()) {
            lines.add(described(kind) + ": " + slots);
        }
    }

    private static String described(Kind kind) {
        return switch (kind) {
            case ROWS -> "a row a sequence and step";
            case AHEAD -> "a row a sequence and step where made before the loop, else a row a sequence";
            case PICKED -> "a row a step asked for";
            case SPREAD -> "a row a step asked for, spread over the rows of a step";
            case STEP -> "a row a sequence";
            case PARAMETER -> "one row";
            case MASK -> "a row a sequence and step where drawn, else one row";
            case TILE -> "a tile";
        };
    }

    private static String number(float value) {
        return value == (int) value ? Integer.toString((int) value) : Float.toString(value);
    }

    private String place(Ref ref) {
        Slot slot = program.slots().get(ref.slot());
        boolean whole = ref.from() == 0 && ref.width() == slot.width();
        return slot.name() + (whole ? "" : "[" + ref.from() + ":" + (ref.from() + ref.width()) + "]");
    }
}
