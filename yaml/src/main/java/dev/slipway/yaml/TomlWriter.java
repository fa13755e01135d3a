package dev.slipway.yaml;

import dev.slipway.core.GoStrings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Writes values as BurntSushi/toml's encoder does. Not for use twice.
final class TomlWriter {
  private static final int MAX_DEPTH = 400;

  private final UnaryOperator<@Nullable Object> adapter;
  private final boolean exponents;
  private final StringBuilder out = new StringBuilder(256);
  private int depth;

  TomlWriter(UnaryOperator<@Nullable Object> adapter, TomlDialect dialect) {
    this.adapter = adapter;
    this.exponents = dialect == TomlDialect.V1_6;
  }

  String write(@Nullable Object root) {
    if (root == null) {
      throw YamlException.panic("reflect: call of reflect.Value.Type on zero Value");
    }
    Object value = plain(root);
    if (value != null) {
      entry(TomlKey.ROOT, value);
    }
    return out.toString();
  }

  private static YamlException fault(String message) {
    return new YamlException(YamlErrorCode.NOT_WRITABLE, message);
  }

  /// The value as one of the classes that are known here.
  private @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String _, Number _, Boolean _, Map<?, ?> _, List<?> _, TomlTime _ -> value;
      case byte[] bytes -> numbers(bytes);
      default -> plain(JsonWriter.adapt(value, adapter));
    };
  }

  private static List<Object> numbers(byte[] bytes) {
    List<Object> numbers = new ArrayList<>(bytes.length);
    for (byte b : bytes) {
      numbers.add(b & 0xFF);
    }
    return numbers;
  }

  private void enter() {
    if (++depth > MAX_DEPTH) {
      throw new YamlException(YamlErrorCode.LIMIT, "toml: value nested too deeply");
    }
  }

  private void entry(TomlKey key, Object value) {
    enter();
    if (value instanceof Map<?, ?> map) {
      table(key, map);
    } else if (value instanceof List<?> list && isTableArray(list)) {
      tables(key, list);
    } else {
      keyValue(key, value, false);
    }
    depth--;
  }

  private void newLine() {
    if (!out.isEmpty()) {
      out.append('\n');
    }
  }

  private void indent(TomlKey key) {
    out.repeat("  ", key.size() - 1);
  }

  private void tables(TomlKey key, List<?> list) {
    if (key.isRoot()) {
      throw fault("toml: top-level values must be Go maps or structs");
    }
    for (Object item : list) {
      newLine();
      indent(key);
      out.append("[[").append(key).append("]]");
      newLine();
      if (plain(item) instanceof Map<?, ?> map) {
        entries(key, map, false);
      }
    }
  }

  private void table(TomlKey key, Map<?, ?> map) {
    if (key.size() == 1) {
      newLine();
    }
    if (!key.isRoot()) {
      indent(key);
      out.append('[').append(key).append(']');
      newLine();
    }
    entries(key, map, false);
  }

  private void entries(TomlKey key, Map<?, ?> map, boolean inline) {
    String[] keys = JsonWriter.unsortedKeys(map);
    if (!(map instanceof FieldMap)) {
      Arrays.sort(keys, GoStrings.BYTE_ORDER);
    }
    List<String> direct = new ArrayList<>();
    List<String> tables = new ArrayList<>();
    for (String name : keys) {
      Object value = plain(map.get(name));
      boolean isTable =
          value instanceof Map || (value instanceof List<?> list && isTableArray(list));
      (isTable ? tables : direct).add(name);
    }
    if (inline) {
      out.append('{');
    }
    entries(key, map, direct, inline, !tables.isEmpty());
    entries(key, map, tables, inline, false);
    if (inline) {
      out.append('}');
    }
  }

  private void entries(
      TomlKey key, Map<?, ?> map, List<String> names, boolean inline, boolean more) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Object value = plain(map.get(name));
      if (value == null) {
        continue;
      }
      if (!inline) {
        entry(key.add(name), value);
        continue;
      }
      keyValue(TomlKey.ROOT.add(name), value, true);
      if (more || i != names.size() - 1) {
        out.append(", ");
      }
    }
  }

  private void keyValue(TomlKey key, Object value, boolean inline) {
    if (key.isRoot()) {
      element(value);
      return;
    }
    indent(key);
    out.append(TomlKey.quoted(key.last())).append(" = ");
    element(value);
    if (!inline) {
      newLine();
    }
  }

  private void element(Object value) {
    enter();
    switch (value) {
      case String text -> out.append(TomlKey.quote(text));
      case Double number -> out.append(real(number, GoFloats.format(number)));
      case Float number -> out.append(real(number, GoFloats.format(number)));
      case Map<?, ?> map -> entries(TomlKey.ROOT, map, true);
      case List<?> list -> array(list);
      case TomlTime time -> out.append(time.toml());
      default -> out.append(value);
    }
    depth--;
  }

  private String real(double value, String general) {
    if (Double.isNaN(value)) {
      return Double.doubleToRawLongBits(value) < 0 ? "-nan" : "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    String text = general;
    if (text.indexOf('e') >= 0) {
      if (exponents) {
        return text;
      }
      text = GoFloats.withoutExponent(text);
    }
    return text.indexOf('.') < 0 ? text + ".0" : text;
  }

  private void array(List<?> list) {
    out.append('[');
    for (int i = 0; i < list.size(); i++) {
      Object item = plain(list.get(i));
      if (item == null) {
        throw nilElement();
      }
      if (i > 0) {
        out.append(", ");
      }
      element(item);
    }
    out.append(']');
  }

  private static YamlException nilElement() {
    return fault("toml: cannot encode array with nil element");
  }

  /// Whether all items are tables; no item may be null, at any depth of lists.
  private boolean isTableArray(List<?> list) {
    enter();
    boolean tables = !list.isEmpty();
    for (Object raw : list) {
      Object item = plain(raw);
      if (item == null) {
        throw nilElement();
      }
      if (item instanceof List<?> inner) {
        isTableArray(inner);
      }
      tables &= item instanceof Map;
    }
    depth--;
    return tables;
  }
}
