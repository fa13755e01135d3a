package dev.slipway.gotemplate.sprig;

import static dev.slipway.gotemplate.GoType.ANY;
import static dev.slipway.gotemplate.GoType.STRING;
import static dev.slipway.gotemplate.sprig.Arguments.text;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.fmt.PlainValues;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.YamlException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// JSON: the second half of sprig's `defaults.go`. Those without `must` give an empty text, or what
/// could be read, where the others fail; `toRawJson` fails too.
final class JsonFunctions {
  private JsonFunctions() {}

  static List<GoFunction> all() {
    return List.of(
        GoFunction.of("toJson", STRING, (_, a) -> orEmpty(() -> json(a[0])), ANY),
        GoFunction.of("toPrettyJson", STRING, (_, a) -> orEmpty(() -> prettyJson(a[0])), ANY),
        GoFunction.of("toRawJson", STRING, (_, a) -> orFail(() -> rawJson(a[0])), ANY),
        GoFunction.of("mustToJson", STRING, (_, a) -> orFail(() -> json(a[0])), ANY),
        GoFunction.of("mustToPrettyJson", STRING, (_, a) -> orFail(() -> prettyJson(a[0])), ANY),
        GoFunction.of("mustToRawJson", STRING, (_, a) -> orFail(() -> rawJson(a[0])), ANY),
        GoFunction.of("fromJson", ANY, (_, a) -> readPartly(text(a, 0)), STRING),
        GoFunction.of("mustFromJson", ANY, (_, a) -> orFail(() -> Json.read(text(a, 0))), STRING));
  }

  private static String json(@Nullable Object value) {
    return Json.write(value, PlainValues.ADAPTER);
  }

  private static String prettyJson(@Nullable Object value) {
    return Json.writePretty(value, PlainValues.ADAPTER);
  }

  private static String rawJson(@Nullable Object value) {
    return Json.writeRaw(value, PlainValues.ADAPTER);
  }

  private static String orEmpty(Supplier<String> writer) {
    try {
      return writer.get();
    } catch (YamlException unsupported) {
      return "";
    }
  }

  private static <T extends @Nullable Object> T orFail(Supplier<T> codec) {
    try {
      return codec.get();
    } catch (YamlException invalid) {
      throw FunctionException.error(invalid.getMessage());
    }
  }

  private static @Nullable Object readPartly(String json) {
    try {
      return Json.readPartly(json);
    } catch (YamlException invalid) {
      return null;
    }
  }
}
