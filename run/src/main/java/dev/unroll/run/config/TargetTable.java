package dev.unroll.run.config;

import dev.unroll.core.form.Key;
import dev.unroll.core.form.Only;

/** The other sequence, where one is answered: how it is read, how it is said, and how it is looked for. */
public record TargetTable(
        @Key(
                value = "none",
                help =
                        "what says another sequence: recurrent, token by token; ctc, a token or none at each step of the source; none,"
                                + " where the task asks for no sequence")
        Decoder decoder,

        @Key(value = "characters", help = "what a step of the target is")
        @Only(
                with = "decoder",
                being = {"recurrent", "ctc"})
        DataTable.Tokens targetTokens,

        @Key(
                value = "8000",
                min = 0,
                max = 1_000_000,
                help = "pieces of the target's words that are learned, if target_tokens is pieces")
        @Only(
                with = "decoder",
                being = {"recurrent", "ctc"})
        int targetPieces,

        @Key(
                value = "learned",
                help =
                        "whose pieces, if target_tokens is pieces: learned, or those of a file tokenizer.json of Hugging Face")
        @Only(
                with = "decoder",
                being = {"recurrent", "ctc"})
        String targetTokenizer,

        @Key(value = "false", help = "reduce the target's letters to a-z A-Z and . , ; ' (NFD, marks dropped)")
        @Only(
                with = "decoder",
                being = {"recurrent", "ctc"})
        boolean targetAscii,

        @Key(value = "false", help = "make all letters of the target small")
        @Only(
                with = "decoder",
                being = {"recurrent", "ctc"})
        boolean targetLowercase,

        @Key(value = "1", min = 1, max = 1e9, help = "rarer tokens of the target are never said")
        @Only(
                with = "decoder",
                being = {"recurrent", "ctc"})
        int targetMinCount,

        @Key(value = "100000", min = 4, max = 1e7, help = "the most frequent tokens of the target that are said")
        @Only(
                with = "decoder",
                being = {"recurrent", "ctc"})
        int targetMaxVocabulary,

        @Key(
                value = "error",
                help =
                        "what becomes of a source with fewer steps, joined ones if they are joined, than its target needs")
        @Only(with = "decoder", being = "ctc")
        ShortSources shortSources,

        @Key(
                value = "additive",
                help = "how a step of the target scores the steps of the source; none: by the last states alone")
        @Only(with = "decoder", being = "recurrent")
        Attention attention,

        @Key(
                value = "context",
                help =
                        "what the decoder's first layer reads of attention: context, asked for by its state before the step; output,"
                                + " what was made of its last one (input feeding); none: attention comes after the layers")
        @Only(with = "decoder", being = "recurrent")
        Feed feed,

        @Key(value = "as_source", help = "the decoder's cell") @Only(with = "decoder", being = "recurrent")
        DecoderCell decoderCell,

        @Key(value = "0", min = 0, max = 65536, help = "units of a layer of the decoder; 0: as model.hidden_size")
        @Only(with = "decoder", being = "recurrent")
        int decoderSize,

        @Key(value = "1", min = 1, max = 64, help = "layers of the decoder")
        @Only(with = "decoder", being = "recurrent")
        int decoderLayers,

        @Key(value = "64", min = 1, max = 65536, help = "numbers a token of the target")
        @Only(with = "decoder", being = "recurrent")
        int targetEmbeddingSize,

        @Key(
                value = "0.0",
                min = 0,
                max = 1,
                help =
                        "part of its tokens that the decoder is told as it says them itself, not as they are (scheduled sampling)")
        @Only(with = "decoder", being = "recurrent")
        double scheduledSampling,

        @Key(value = "10", min = 1, max = 1_000_000, help = "epochs over which that part grows from 0")
        @Only(with = "decoder", being = "recurrent")
        int samplingEpochs,

        @Key(
                value = "4",
                min = 1,
                max = 1000,
                help = "beginnings of a target that are kept while it is looked for; 1 is greedy")
        @Only(
                with = "decoder",
                being = {"recurrent", "ctc"})
        int beam,

        @Key(
                value = "0.0",
                min = 0,
                max = 10,
                help = "how far short targets are kept from being favored (Wu et al. 2016)")
        @Only(with = "decoder", being = "recurrent")
        double lengthPenalty,

        @Key(value = "0.0", min = 0, max = 10, help = "how much it counts that each step of the source is attended to")
        @Only(with = "decoder", being = "recurrent")
        double coveragePenalty,

        @Key(
                value = "0",
                min = 0,
                max = 1_000_000,
                help = "tokens after which a target is cut; 0: twice as many as the source has, and 10 more")
        @Only(with = "decoder", being = "recurrent")
        int longestTarget) {

    /** What says another sequence. */
    public enum Decoder {
        NONE,
        /** Token by token, each after those before it. */
        RECURRENT,
        /** At each step of the source a token or none. */
        CTC
    }

    /** What becomes of a source that is too short for its target. */
    public enum ShortSources {
        ERROR,
        LEAVE_OUT
    }

    /** How the steps of the source are scored. */
    public enum Attention {
        NONE,
        ADDITIVE,
        GENERAL,
        DOT
    }

    /** What a decoder reads of attention. */
    public enum Feed {
        CONTEXT,
        OUTPUT,
        NONE
    }
}
