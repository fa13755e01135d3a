package dev.slipway.helmfile.secret;

import dev.slipway.yaml.Json;
import dev.slipway.yaml.Yaml;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values as SOPS writes them in formats other than YAML.
final class Indented {
  private Indented() {}

  /// JSON indented by tabs, keys in their order, with a line break at the end.
  static String json(Map<String, @Nullable Object> map) {
    StringBuilder out = new StringBuilder();
    value(out, map, 1);
    return out.append('\n').toString();
  }

  private static void value(StringBuilder out, @Nullable Object value, int depth) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      char separator = '{';
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(separator).append('\n').repeat('\t', depth);
        out.append(Json.write(entry.getKey())).append(": ");
        value(out, entry.getValue(), depth + 1);
        separator = ',';
      }
      out.append('\n').repeat('\t', depth - 1).append('}');
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      char separator = '[';
      for (Object item : list) {
        out.append(separator).append('\n').repeat('\t', depth);
        value(out, item, depth + 1);
        separator = ',';
      }
      out.append('\n').repeat('\t', depth - 1).append(']');
    } else {
      out.append(Json.write(value));
    }
  }

  /// A value on a line of its own.
  static String plain(@Nullable Object value) {
    return switch (value) {
      case null -> "<nil>";
      case String text -> text;
      case Double number -> real(number);
      default -> value.toString();
    };
  }

  private static String real(Double number) {
    String text = Yaml.writePretty(number).strip().replace('e', 'E');
    return text.indexOf('.') < 0 && text.indexOf('E') < 0 ? text + ".0" : text;
  }

  /// The text of a value that the authentication code covers: Go's `'f'` format for floats.
  static String covered(Object value) {
    return switch (value) {
      case Double number when number.isNaN() -> "NaN";
      case Double number when number.isInfinite() -> number > 0 ? "+Inf" : "-Inf";
      case Double number when number == 0 -> 1 / number < 0 ? "-0" : "0";
      case Double number ->
          new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
      case Boolean flag -> flag ? "True" : "False";
      default -> value.toString();
    };
  }
}
