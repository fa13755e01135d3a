package dev.slipway.helmfile.hcl;

import dev.slipway.yaml.Json;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Functions that read and write JSON, YAML and CSV.
final class CodingFunctions {
  private CodingFunctions() {}

  static void add(Map<String, HclFunction> table) {
    table.put("jsonencode", a -> json(a.require(1, 1).any(0)));
    table.put("jsondecode", a -> decode(a.require(1, 1).text(0), false));
    table.put("yamldecode", a -> decode(a.require(1, 1).text(0), true));
    table.put("yamlencode", a -> yaml(a.require(1, 1).any(0)));
    table.put("csvdecode", a -> csv(a.require(1, 1).text(0)));
  }

  private static @Nullable Object decode(String text, boolean yaml) {
    try {
      return HclTypes.decoded(yaml ? Yaml.readNumbers(text) : Json.read(text));
    } catch (YamlException e) {
      throw new HclFault(-1, e.diagnostic().message());
    }
  }

  /// JSON without blanks, keys sorted.
  static String json(@Nullable Object value) {
    return switch (value) {
      case BigDecimal number -> HclTypes.plain(number);
      case List<?> list -> {
        List<String> items = new ArrayList<>();
        list.forEach(item -> items.add(json(item)));
        yield "[" + String.join(",", items) + "]";
      }
      case Map<?, ?> map -> {
        List<String> items = new ArrayList<>();
        map.forEach((key, item) -> items.add(Json.write(key) + ":" + json(item)));
        yield "{" + String.join(",", items) + "}";
      }
      case null, default -> Json.write(value);
    };
  }

  private static String yaml(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    block(out, value, 0, true);
    return out.toString();
  }

  /// Block style with all texts in double quotes, as go-cty-yaml writes.
  private static void block(StringBuilder out, @Nullable Object value, int indent, boolean here) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      boolean first = here;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        pad(out, indent, first);
        first = false;
        out.append(Json.writeRaw(entry.getKey())).append(':');
        entry(out, entry.getValue(), indent, true);
      }
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      boolean first = here;
      for (Object item : list) {
        pad(out, indent, first);
        first = false;
        out.append('-');
        entry(out, item, indent, false);
      }
    } else {
      out.append(scalar(value)).append('\n');
    }
  }

  private static void pad(StringBuilder out, int indent, boolean first) {
    if (!first) {
      out.repeat(' ', indent);
    }
  }

  private static void entry(StringBuilder out, @Nullable Object value, int indent, boolean ofMap) {
    boolean nested =
        (value instanceof Map<?, ?> map && !map.isEmpty())
            || (value instanceof List<?> list && !list.isEmpty());
    if (value instanceof String text && text.strip().indexOf('\n') >= 0) {
      literal(out.append(' '), text, indent + 2);
    } else if (!nested) {
      out.append(' ').append(scalar(value)).append('\n');
    } else if (ofMap) {
      out.append('\n');
      block(out, value, value instanceof List ? indent : indent + 2, false);
    } else {
      out.append(' ');
      block(out, value, indent + 2, true);
    }
  }

  private static void literal(StringBuilder out, String text, int indent) {
    boolean ends = text.endsWith("\n");
    out.append(ends ? "|\n" : "|-\n");
    for (String line : (ends ? text.substring(0, text.length() - 1) : text).split("\n", -1)) {
      if (!line.isEmpty()) {
        out.repeat(' ', indent).append(line);
      }
      out.append('\n');
    }
  }

  private static String scalar(@Nullable Object value) {
    return switch (value) {
      case BigDecimal number -> HclTypes.plain(number);
      case List<?> _ -> "[]";
      case Map<?, ?> _ -> "{}";
      case String text -> Json.writeRaw(text).strip();
      case null, default -> String.valueOf(value);
    };
  }

  private static List<?> csv(String text) {
    List<List<String>> rows = rows(text);
    List<@Nullable Object> result = new ArrayList<>();
    if (rows.isEmpty()) {
      throw new HclFault(-1, "missing header line");
    }
    for (List<String> row : rows.subList(1, rows.size())) {
      if (row.size() != rows.getFirst().size()) {
        throw new HclFault(-1, "wrong number of fields in a line of the CSV");
      }
      Map<String, @Nullable Object> record = new TreeMap<>();
      for (int i = 0; i < row.size(); i++) {
        record.put(rows.getFirst().get(i), row.get(i));
      }
      result.add(record);
    }
    return result;
  }

  private static List<List<String>> rows(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        field.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '\n')) {
        row.add(field.toString());
        field.setLength(0);
        if (c == '\n') {
          addRow(rows, row);
          row = new ArrayList<>();
        }
      } else if (quoted || c != '\r') {
        field.append(c);
      }
    }
    row.add(field.toString());
    addRow(rows, row);
    return rows;
  }

  private static void addRow(List<List<String>> rows, List<String> row) {
    if (row.size() > 1 || !row.getFirst().isEmpty()) {
      rows.add(row);
    }
  }
}
