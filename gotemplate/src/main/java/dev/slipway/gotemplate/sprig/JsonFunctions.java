package dev.slipway.gotemplate.sprig;

import static dev.slipway.gotemplate.GoType.ANY;
import static dev.slipway.gotemplate.GoType.STRING;
import static dev.slipway.gotemplate.sprig.Arguments.text;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// JSON: the second half of sprig's `defaults.go`. Those without `must` give an empty text, or what
/// could be read, where the others fail; `toRawJson` fails too.
final class JsonFunctions {
  private JsonFunctions() {}

  static List<GoFunction> all() {
    return List.of(
        GoFunction.of("toJson", STRING, (_, a) -> writeOrEmpty(a[0], false), ANY),
        GoFunction.of("toPrettyJson", STRING, (_, a) -> writeOrEmpty(a[0], true), ANY),
        GoFunction.of("toRawJson", STRING, (_, a) -> JsonWriter.write(a[0], false, false), ANY),
        GoFunction.of("mustToJson", STRING, (_, a) -> JsonWriter.write(a[0], true, false), ANY),
        GoFunction.of(
            "mustToPrettyJson", STRING, (_, a) -> JsonWriter.write(a[0], true, true), ANY),
        GoFunction.of("mustToRawJson", STRING, (_, a) -> JsonWriter.write(a[0], false, false), ANY),
        GoFunction.of("fromJson", ANY, (_, a) -> JsonReader.read(text(a, 0)).value(), STRING),
        GoFunction.of("mustFromJson", ANY, (_, a) -> read(text(a, 0)), STRING));
  }

  private static String writeOrEmpty(@Nullable Object value, boolean indented) {
    try {
      return JsonWriter.write(value, true, indented);
    } catch (FunctionException unsupported) {
      return "";
    }
  }

  private static @Nullable Object read(String json) {
    JsonReader.Result result = JsonReader.read(json);
    if (result.error() != null) {
      throw FunctionException.error(result.error());
    }
    return result.value();
  }
}
