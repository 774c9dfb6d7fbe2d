package dev.unroll.cli.terminal;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Takes any text that {@code =} joins to its option: {@code --prompt=-h}, where picocli alone sees two options. */
public final class JoinedText implements IParameterPreprocessor {

    @Override
    @SuppressWarnings("JdkObsolete") // the stack is picocli's
    public boolean preprocess(Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
        if (arguments.isEmpty() || !"=".equals(info.get("separator"))) {
            return false;
        }
        option.setValue(arguments.pop());
        return true;
    }
}
