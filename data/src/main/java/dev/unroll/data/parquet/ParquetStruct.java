package dev.unroll.data.parquet;

import java.util.Optional;

/**
 * The structs of {@code parquet.thrift} that are looked into, and of which type some of their fields are. Hardwood 1.0.1 reads
 * these fields without a look at the type that the file gives them; where it is another one, the two of us would read different
 * things out of the same bytes.
 */
enum ParquetStruct {
    FOOTER,
    SCHEMA_ELEMENT,
    LOGICAL_TYPE,
    TIME,
    GEOGRAPHY,
    /** A struct of one field, of which the number alone is of interest. */
    CHOICE,
    ROW_GROUP,
    COLUMN_CHUNK,
    COLUMN,
    GEOGRAPHIC_STATISTICS,
    PAGE_HEADER,
    DATA_PAGE,
    DICTIONARY_PAGE,
    DATA_PAGE_2,
    OFFSET_INDEX,
    PAGE_LOCATION,
    ANY;

    /** What a field is: its type, that of the elements if it is a list, and the struct that it is or that the elements are. */
    record Field(ThriftType type, ThriftType elements, ParquetStruct struct) {

        private static final Optional<Field> WHOLE = Optional.of(new Field(ThriftType.INT32, ThriftType.NONE, ANY));
        private static final Optional<Field> BOOLEAN = Optional.of(new Field(ThriftType.TRUE, ThriftType.NONE, ANY));
        private static final Optional<Field> LONG = Optional.of(new Field(ThriftType.INT64, ThriftType.NONE, ANY));
        private static final Optional<Field> WHOLES = Optional.of(new Field(ThriftType.LIST, ThriftType.INT32, ANY));
        private static final Optional<Field> TEXTS = Optional.of(new Field(ThriftType.LIST, ThriftType.BINARY, ANY));

        private static Optional<Field> of(ParquetStruct struct) {
            return Optional.of(new Field(ThriftType.STRUCT, ThriftType.NONE, struct));
        }

        private static Optional<Field> list(ParquetStruct struct) {
            return Optional.of(new Field(ThriftType.LIST, ThriftType.STRUCT, struct));
        }

        /** Returns whether it can have a type; a Boolean has its value for a type. */
        boolean isOf(ThriftType found) {
            return found == type || (found == ThriftType.FALSE && type == ThriftType.TRUE);
        }
    }

    /** Returns what is known of a field; the numbers are those of {@code parquet.thrift}. */
    Optional<Field> field(int number) {
        return switch (this) {
            case FOOTER ->
                switch (number) {
                    case 2 -> Field.list(SCHEMA_ELEMENT);
                    case 4 -> Field.list(ROW_GROUP);
                    case 5, 7 -> Field.list(ANY);
                    default -> Optional.empty();
                };
            case SCHEMA_ELEMENT ->
                switch (number) {
                    case 1, 5 -> Field.WHOLE;
                    case 10 -> Field.of(LOGICAL_TYPE);
                    default -> Optional.empty();
                };
            case LOGICAL_TYPE ->
                switch (number) {
                    case 7, 8 -> Field.of(TIME);
                    case 5, 10, 16, 17 -> Field.of(ANY);
                    case 18 -> Field.of(GEOGRAPHY);
                    default -> Optional.empty();
                };
            case TIME, GEOGRAPHY -> number == 2 ? Field.of(CHOICE) : Optional.empty();
            case ROW_GROUP -> number == 1 ? Field.list(COLUMN_CHUNK) : Optional.empty();
            case COLUMN_CHUNK -> number == 3 ? Field.of(COLUMN) : Optional.empty();
            case COLUMN ->
                switch (number) {
                    case 2 -> Field.WHOLES;
                    case 3 -> Field.TEXTS;
                    case 8 -> Field.list(ANY);
                    case 17 -> Field.of(GEOGRAPHIC_STATISTICS);
                    default -> Optional.empty();
                };
            case GEOGRAPHIC_STATISTICS -> number == 2 ? Field.WHOLES : Optional.empty();
            case PAGE_HEADER ->
                switch (number) {
                    case 1, 2, 3 -> Field.WHOLE;
                    case 5 -> Field.of(DATA_PAGE);
                    case 7 -> Field.of(DICTIONARY_PAGE);
                    case 8 -> Field.of(DATA_PAGE_2);
                    default -> Optional.empty();
                };
            case DATA_PAGE, DICTIONARY_PAGE -> number == 1 ? Field.WHOLE : Optional.empty();
            case DATA_PAGE_2 ->
                switch (number) {
                    case 1, 5, 6 -> Field.WHOLE;
                    case 7 -> Field.BOOLEAN;
                    default -> Optional.empty();
                };
            case OFFSET_INDEX -> number == 1 ? Field.list(PAGE_LOCATION) : Optional.empty();
            case PAGE_LOCATION ->
                switch (number) {
                    case 1, 3 -> Field.LONG;
                    case 2 -> Field.WHOLE;
                    default -> Optional.empty();
                };
            case CHOICE, ANY -> Optional.empty();
        };
    }

    /** Returns how many fields it has at most. */
    int most() {
        return this == CHOICE ? 1 : Integer.MAX_VALUE;
    }
}
