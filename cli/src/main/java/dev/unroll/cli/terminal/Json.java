package dev.unroll.cli.terminal;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.FormattingStyle;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.Map;

/** Writes records as JSON, {@code maxHeap} as {@code max_heap}. A number that JSON cannot hold (NaN) is refused. */
public final class Json {

    private static final Gson GSON = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .disableHtmlEscaping()
            .setPrettyPrinting()
            .create();

    private static final Gson LINE =
            GSON.newBuilder().setFormattingStyle(FormattingStyle.COMPACT).create();

    private Json() {}

    /** Prints {@code result} as an object on a line of its own. */
    public static void printLine(Terminal terminal, Map<String, Object> result) {
        terminal.out().println(LINE.toJson(result));
    }

    /** Prints {@code result} as the one object on stdout. */
    public static void print(Terminal terminal, Record result) {
        terminal.out().println(GSON.toJson(result));
    }

    /** Prints {@code result} as the one object on stdout. */
    public static void print(Terminal terminal, Map<String, Object> result) {
        terminal.out().println(GSON.toJson(result));
    }
}
