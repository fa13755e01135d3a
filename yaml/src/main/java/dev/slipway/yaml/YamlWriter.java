package dev.slipway.yaml;

import dev.slipway.core.GoStrings;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Writes values as YAML. Not for use twice.
final class YamlWriter {
  private static final int STACK_DEPTH = 400;

  /// What is written how.
  enum Dialect {
    /// go-yaml v2 behind JSON: sigs.k8s.io/yaml.
    THROUGH_JSON,
    /// go-yaml v2 alone, for what came out of [YamlDecoder#decodeRaw].
    RAW,
    /// go-yaml v3.
    PRETTY
  }

  /// Thrown when a value must take the long way through the text of its JSON.
  static final class LongWay extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LongWay() {
      super(null, null, false, false);
    }
  }

  private final Dialect dialect;
  private final UnaryOperator<@Nullable Object> adapter;
  private final YamlEmitter emitter;
  private final NaturalOrder order;
  private final Cycles cycles = new Cycles();

  YamlWriter(Dialect dialect, UnaryOperator<@Nullable Object> adapter) {
    this(dialect, adapter, 2);
  }

  YamlWriter(Dialect dialect, UnaryOperator<@Nullable Object> adapter, int indent) {
    this.dialect = dialect;
    this.adapter = adapter;
    this.emitter = new YamlEmitter(dialect == Dialect.PRETTY, indent);
    this.order = dialect == Dialect.PRETTY ? NaturalOrder.V3 : NaturalOrder.V2;
  }

  String write(@Nullable Object value) {
    node(value, false);
    return emitter.finish();
  }

  private void node(@Nullable Object value, boolean inMapping) {
    switch (value) {
      case null -> emitter.simple("null");
      case String text -> string(text);
      case Boolean flag -> emitter.simple(flag ? "true" : "false");
      case Double number -> emitter.simple(realText(number));
      case Float number -> emitter.simple(floatText(number));
      case Number number -> emitter.simple(number.toString());
      case Map<?, ?> map -> collection(map, map.isEmpty() ? "{}" : "", inMapping);
      case List<?> list -> collection(list, list.isEmpty() ? "[]" : "", inMapping);
      case byte[] bytes -> bytes(bytes, inMapping);
      case TomlTime time -> time(time);
      default -> {
        node(JsonWriter.adapt(value, adapter), inMapping);
      }
    }
  }

  private void time(TomlTime time) {
    if (dialect == Dialect.PRETTY) {
      emitter.simple(time.rfc3339());
    } else {
      string(time.rfc3339());
    }
  }

  private void bytes(byte[] bytes, boolean inMapping) {
    if (dialect != Dialect.PRETTY) {
      string(Base64.getEncoder().encodeToString(bytes));
      return;
    }
    List<Object> numbers = new ArrayList<>(bytes.length);
    for (byte b : bytes) {
      numbers.add(b & 0xFF);
    }
    node(numbers, inMapping);
  }

  private String realText(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      if (dialect == Dialect.THROUGH_JSON) {
        throw new LongWay();
      }
      return Double.isNaN(value) ? ".nan" : value > 0 ? ".inf" : "-.inf";
    }
    if (dialect != Dialect.THROUGH_JSON) {
      return GoFloats.format(value);
    }
    if (value != Math.rint(value) || Math.abs(value) >= 1e21) {
      return GoFloats.format(value);
    }
    if (Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    StringBuilder json = new StringBuilder(24);
    GoFloats.appendJson(json, value);
    String text = json.toString();
    return ScalarResolver.resolve(text) instanceof Double number ? GoFloats.format(number) : text;
  }

  private String floatText(float value) {
    if (dialect == Dialect.PRETTY) {
      return GoFloats.format(value);
    }
    if (Float.isNaN(value) || Float.isInfinite(value)) {
      throw new LongWay();
    }
    StringBuilder json = new StringBuilder(24);
    GoFloats.appendJson(json, value);
    return realText(Double.parseDouble(json.toString()));
  }

  private void collection(Object value, String empty, boolean inMapping) {
    if (!empty.isEmpty()) {
      emitter.empty(empty);
      return;
    }
    int outer = emitter.indent();
    int depth = cycles.enter(value);
    if (depth % STACK_DEPTH == 0) {
      DeepStack.call(() -> contents(value, inMapping));
    } else {
      contents(value, inMapping);
    }
    cycles.leave(value);
    emitter.indent(outer);
  }

  private Object contents(Object value, boolean inMapping) {
    if (value instanceof Map<?, ?> map) {
      mapping(map);
    } else {
      sequence((List<?>) value, inMapping);
    }
    return value;
  }

  private void sequence(List<?> list, boolean inMapping) {
    emitter.beginSequence(inMapping);
    for (Object item : list) {
      emitter.writeIndent();
      emitter.blockIndicator('-');
      emitter.item(true);
      node(item, false);
    }
  }

  private void mapping(Map<?, ?> map) {
    emitter.beginMapping();
    for (String key : keys(map)) {
      emitter.writeIndent();
      emitter.item(false);
      key(key);
      node(map.get(key), true);
    }
  }

  private String[] keys(Map<?, ?> map) {
    String[] keys = JsonWriter.unsortedKeys(map);
    if (dialect == Dialect.THROUGH_JSON || !(map instanceof FieldMap)) {
      order.sort(keys);
    }
    return keys;
  }

  private void key(String key) {
    if (dialect == Dialect.THROUGH_JSON && (key.length() > 160 || needsLongWay(key))) {
      throw new LongWay();
    }
    String text = key;
    String tag = "";
    boolean plain = true;
    if (dialect == Dialect.PRETTY && !GoStrings.isValidUtf8(key)) {
      text = Base64Lines.encode(key);
      tag = "!!binary";
    } else {
      plain = isPlain(key);
    }
    if (emitter.simpleKey(text, tag, plain)) {
      emitter.colon();
      return;
    }
    emitter.blockIndicator('?');
    emitter.string(text, tag, plain);
    emitter.writeIndent();
    emitter.blockIndicator(':');
  }

  private void string(String value) {
    if (dialect == Dialect.THROUGH_JSON && needsLongWay(value)) {
      throw new LongWay();
    }
    if (dialect == Dialect.PRETTY && !GoStrings.isValidUtf8(value)) {
      emitter.string(Base64Lines.encode(value), "!!binary", true);
      return;
    }
    emitter.string(value, "", isPlain(value));
  }

  private boolean isPlain(String value) {
    if (dialect == Dialect.PRETTY) {
      return ScalarResolver.isStringV3(value)
          && !ScalarResolver.isOldBoolean(value)
          && !Base60.matches(value);
    }
    return ScalarResolver.isString(value) && !Base60.matches(value);
  }

  /// Whether the string holds what JSON's or YAML's reader would change or refuse.
  private static boolean needsLongWay(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < 0x7F || (c >= 0xA0 && c < 0xD800)) {
        continue;
      }
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < value.length()
              && Character.isLowSurrogate(value.charAt(i + 1));
      if (pair) {
        i++;
      } else if (c < 0xE000 || c > 0xFFFD) {
        return true;
      }
    }
    return false;
  }
}
