package dev.slipway.sandbox.rule;

import dev.slipway.yaml.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the API server's own form of a pod template is written as JSON: some refusals show it, with
/// the names of Go's fields, and all fields that are not set. compat/peers/kubernetes recorded it.
final class InternalForm {
  private static final String RESOURCE = "internal-forms.txt";
  private static final String ROOT = "PodTemplateSpec";

  /// A field.
  ///
  /// @param goName its name in Go
  /// @param name its name in what clients send; `.` for an embedded struct
  /// @param form see compat/peers/kubernetes/internalforms
  private record Field(String goName, String name, String form) {}

  private static final class Loaded {
    static final Map<String, List<Field>> TYPES = read();
  }

  private InternalForm() {}

  /// A pod template as JSON.
  ///
  /// @param template as clients send it, with all defaults
  static String ofTemplate(Map<String, @Nullable Object> template) {
    StringBuilder json = new StringBuilder();
    struct(ROOT, template, Map.of(), json);
    return json.toString();
  }

  private static void struct(String type, Map<?, ?> tree, Map<?, ?> parent, StringBuilder json) {
    json.append('{');
    fields(type, tree, parent, json);
    json.append('}');
  }

  private static void fields(String type, Map<?, ?> tree, Map<?, ?> parent, StringBuilder json) {
    for (Field field : Loaded.TYPES.getOrDefault(type, List.of())) {
      if (field.name().equals(".")) {
        embedded(field, tree, json);
        continue;
      }
      // What is said of the whole pod stands in its security context.
      boolean above = type.equals("PodSecurityContext") && !tree.containsKey(field.name());
      name(field.goName(), json);
      value(field.form(), (above ? parent : tree).get(field.name()), tree, json);
    }
  }

  private static void name(String name, StringBuilder json) {
    if (json.charAt(json.length() - 1) != '{') {
      json.append(',');
    }
    json.append('"').append(name).append("\":");
  }

  /// What an embedded struct brings: metadata as clients send it, or the fields of another struct.
  private static void embedded(Field field, Map<?, ?> tree, StringBuilder json) {
    if (!field.form().equals("=")) {
      fields(field.form(), tree, Map.of(), json);
    } else if (tree.get("metadata") instanceof Map<?, ?> metadata) {
      for (String name : List.of("name", "namespace", "labels", "annotations", "finalizers")) {
        if (!Fields.isEmpty(metadata.get(name))) {
          name(name, json);
          json.append(Json.writeRaw(metadata.get(name)));
        }
      }
    }
  }

  private static void value(
      String form, @Nullable Object value, Map<?, ?> parent, StringBuilder json) {
    switch (form.charAt(0)) {
      case '?' -> {
        if (value == null) {
          json.append("null");
        } else {
          value(form.substring(1), value, parent, json);
        }
      }
      case '[' -> list(form.substring(1), value, parent, json);
      case '{' -> json.append(value instanceof Map<?, ?> map ? Json.writeRaw(map) : "null");
      case '=' -> json.append(Json.writeRaw(value));
      case 's' -> json.append(Json.writeRaw(value == null ? "" : value));
      case 'b' -> json.append(value == null ? "false" : value);
      case 'i' -> json.append(value == null ? "0" : value);
      default -> struct(form, value instanceof Map<?, ?> map ? map : Map.of(), parent, json);
    }
  }

  private static void list(
      String form, @Nullable Object value, Map<?, ?> parent, StringBuilder json) {
    if (!(value instanceof List<?> items)) {
      json.append("null");
      return;
    }
    json.append('[');
    for (Object item : items) {
      json.append(json.charAt(json.length() - 1) == '[' ? "" : ",");
      value(form, item, parent, json);
    }
    json.append(']');
  }

  private static Map<String, List<Field>> read() {
    Map<String, List<Field>> types = new LinkedHashMap<>();
    List<Field> current = new ArrayList<>();
    for (String line : text().split("\n")) {
      String[] fields = line.split("\t", -1);
      if (fields[0].equals("T")) {
        current = new ArrayList<>();
        types.put(fields[1], current);
      } else {
        current.add(new Field(fields[1], fields[2], fields[3]));
      }
    }
    return types;
  }

  private static String text() {
    try (InputStream in = InternalForm.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + RESOURCE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
