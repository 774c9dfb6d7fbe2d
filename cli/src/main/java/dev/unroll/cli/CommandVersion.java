package dev.unroll.cli;

import dev.unroll.run.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
public final class CommandVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"unroll " + Version.text() + " (Java " + Runtime.version() + ")"};
    }
}
