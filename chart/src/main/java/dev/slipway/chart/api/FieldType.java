package dev.slipway.chart.api;

/// What a field of a schema holds.
sealed interface FieldType {
  /// A value without parts that are known.
  enum Scalar implements FieldType {
    TEXT("string"),
    INT32("integer"),
    INT64("integer"),
    NUMBER("number"),
    FLAG("boolean"),
    BYTES("string"),
    QUANTITY("quantity"),
    INT_OR_TEXT("integer or string"),
    TIME("string"),
    OBJECT("object"),
    ANYTHING("anything");

    private final String label;

    Scalar(String label) {
      this.label = label;
    }

    /// The type as people write it.
    String label() {
      return label;
    }
  }

  /// A list.
  record ListOf(FieldType items) implements FieldType {}

  /// A map with any strings as keys.
  record MapOf(FieldType values) implements FieldType {}

  /// A definition, by the number of its name.
  record Reference(int name) implements FieldType {}

  /// Reads a type as compat/vectors/openapi writes it.
  static FieldType parse(String text) {
    return switch (text.charAt(0)) {
      case '[' -> new ListOf(parse(text.substring(1)));
      case '{' -> new MapOf(parse(text.substring(1)));
      case '&' -> new Reference(Integer.parseInt(text.substring(1)));
      case 's' -> Scalar.TEXT;
      case 'i' -> Scalar.INT32;
      case 'l' -> Scalar.INT64;
      case 'n' -> Scalar.NUMBER;
      case 'b' -> Scalar.FLAG;
      case 'B' -> Scalar.BYTES;
      case 'q' -> Scalar.QUANTITY;
      case 'x' -> Scalar.INT_OR_TEXT;
      case 't' -> Scalar.TIME;
      case 'o' -> Scalar.OBJECT;
      default -> Scalar.ANYTHING;
    };
  }
}
