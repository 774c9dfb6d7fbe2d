package dev.unroll.core.stream;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/** How answers are written; a Gson may be shared by threads. */
final class AnswerJson {

    static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private AnswerJson() {}
}
