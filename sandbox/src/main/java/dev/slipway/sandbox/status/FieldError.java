package dev.slipway.sandbox.status;

import dev.slipway.yaml.Json;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is wrong with one field, in the words of apimachinery's `field.Error`.
///
/// @param type what is wrong
/// @param field its path
/// @param body the message without the path
public record FieldError(Type type, String field, String body) {
  /// What can be wrong with a field.
  public enum Type {
    NOT_FOUND("FieldValueNotFound", "Not found"),
    REQUIRED("FieldValueRequired", "Required value"),
    DUPLICATE("FieldValueDuplicate", "Duplicate value"),
    INVALID("FieldValueInvalid", "Invalid value"),
    NOT_SUPPORTED("FieldValueNotSupported", "Unsupported value"),
    FORBIDDEN("FieldValueForbidden", "Forbidden"),
    TOO_LONG("FieldValueTooLong", "Too long"),
    TOO_MANY("FieldValueTooMany", "Too many"),
    TYPE_INVALID("FieldValueTypeInvalid", "Invalid value");

    private final String reason;
    private final String words;

    Type(String reason, String words) {
      this.reason = reason;
      this.words = words;
    }

    /// Its name in the causes of a Status.
    public String reason() {
      return reason;
    }
  }

  /// A field that must be there.
  public static FieldError required(String field, String detail) {
    return new FieldError(Type.REQUIRED, field, words(Type.REQUIRED, detail));
  }

  /// A value that cannot be.
  public static FieldError invalid(String field, @Nullable Object value, String detail) {
    return withValue(Type.INVALID, field, value, detail);
  }

  /// A value that cannot be, in a form that is written already.
  public static FieldError invalidWritten(String field, String written, String detail) {
    return new FieldError(Type.INVALID, field, Type.INVALID.words + ": " + written + ": " + detail);
  }

  /// A value of the wrong type.
  public static FieldError typeInvalid(String field, @Nullable Object value, String detail) {
    return withValue(Type.TYPE_INVALID, field, value, detail);
  }

  /// A value that stands twice where each must be another.
  public static FieldError duplicate(String field, @Nullable Object value) {
    return withValue(Type.DUPLICATE, field, value, "");
  }

  /// A value that names something that is not there.
  public static FieldError notFound(String field, @Nullable Object value) {
    return withValue(Type.NOT_FOUND, field, value, "");
  }

  /// A value that is none of those that there are.
  public static FieldError notSupported(
      String field, @Nullable Object value, List<String> supported) {
    String detail =
        supported.isEmpty()
            ? ""
            : "supported values: "
                + supported.stream().map(GoQuote::quote).collect(Collectors.joining(", "));
    return withValue(Type.NOT_SUPPORTED, field, value, detail);
  }

  /// A field that must not be set, or not changed.
  public static FieldError forbidden(String field, String detail) {
    return new FieldError(Type.FORBIDDEN, field, words(Type.FORBIDDEN, detail));
  }

  /// A text or list that is too long.
  public static FieldError tooLong(String field, int bytes) {
    return new FieldError(
        Type.TOO_LONG, field, words(Type.TOO_LONG, "may not be more than " + bytes + " bytes"));
  }

  /// A list that has too many items.
  public static FieldError tooMany(String field, long items, long most) {
    return withValue(Type.TOO_MANY, field, items, "must have at most " + most + " items");
  }

  private static String words(Type type, String detail) {
    return detail.isEmpty() ? type.words : type.words + ": " + detail;
  }

  private static FieldError withValue(
      Type type, String field, @Nullable Object value, String detail) {
    String shown =
        switch (value) {
          case String text -> GoQuote.quote(text);
          case null -> "null";
          default -> Json.write(value);
        };
    String body = type.words + ": " + shown + (detail.isEmpty() ? "" : ": " + detail);
    return new FieldError(type, field, body);
  }

  /// The whole message.
  @Override
  public String toString() {
    return field + ": " + body;
  }
}
