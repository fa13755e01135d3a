package dev.slipway.gotemplate.support;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoMap;
import dev.slipway.gotemplate.GoNil;
import dev.slipway.gotemplate.GoSlice;
import dev.slipway.gotemplate.GoType;
import dev.slipway.gotemplate.GoUint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Recorded cases, and the Go values in them.
public final class Vectors {
  private Vectors() {}

  /// The cases of a file of one JSON object a line.
  @SuppressWarnings("unchecked")
  public static List<Map<String, @Nullable Object>> read(String resource) {
    List<Map<String, @Nullable Object>> cases = new ArrayList<>();
    try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream(resource));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        cases.add((Map<String, @Nullable Object>) Objects.requireNonNull(JsonLine.read(line)));
        line = lines.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }

  /// A text, which may hold bytes that are not UTF-8.
  public static String text(@Nullable Object json) {
    return switch (json) {
      case String text -> text;
      case Map<?, ?> map ->
          GoStrings.fromBytes(
              HexFormat.of().parseHex((String) Objects.requireNonNull(map.get("hex"))));
      case null, default -> throw new IllegalArgumentException("no text: " + json);
    };
  }

  /// Whether Java has a counterpart of the recorded value.
  public static boolean isSupported(@Nullable Object json) {
    return switch (json) {
      case Map<?, ?> map -> !"unsupported".equals(map.get("t")) && isSupported(map.get("v"));
      case List<?> list -> list.stream().allMatch(Vectors::isSupported);
      case null, default -> true;
    };
  }

  /// A recorded Go value.
  public static @Nullable Object value(@Nullable Object json) {
    Map<?, ?> map = (Map<?, ?>) Objects.requireNonNull(json);
    String type = (String) Objects.requireNonNull(map.get("t"));
    Object value = map.get("v");
    if (type.equals("nil")) {
      return null;
    }
    if (type.startsWith("nil of ")) {
      return new GoNil(type(type.substring(7)));
    }
    if (value instanceof List<?> elements) {
      return type.startsWith("map[") ? map(type(type), elements) : slice(type(type), elements);
    }
    return type.equals("string")
        ? text(value)
        : scalar(type, (String) Objects.requireNonNull(value));
  }

  private static Object scalar(String type, String value) {
    return switch (type) {
      case "bool" -> value.equals("true");
      case "int" -> GoInt.of(Long.parseLong(value));
      case "int8" -> Byte.valueOf(value);
      case "int16" -> Short.valueOf(value);
      case "int32" -> Integer.valueOf(value);
      case "int64" -> Long.valueOf(value);
      case "float32" -> Float.valueOf(value);
      case "float64" -> Double.valueOf(value);
      case "[]uint8" -> HexFormat.of().parseHex(value);
      default -> GoUint.of(type(type), Long.parseUnsignedLong(value));
    };
  }

  private static Object map(GoType type, List<?> entries) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (Object entry : entries) {
      List<?> pair = (List<?>) entry;
      map.put(text(pair.get(0)), value(pair.get(1)));
    }
    GoType element = Objects.requireNonNull(type.element());
    return element.equals(GoType.ANY) ? map : GoMap.of(element, map);
  }

  private static Object slice(GoType type, List<?> elements) {
    List<@Nullable Object> list = new ArrayList<>();
    for (Object element : elements) {
      list.add(value(element));
    }
    GoType element = Objects.requireNonNull(type.element());
    return element.equals(GoType.ANY) ? list : GoSlice.of(element, list);
  }

  /// The type of that name.
  public static GoType type(String name) {
    if (name.startsWith("[]")) {
      return GoType.slice(type(name.substring(2)));
    }
    if (name.startsWith("map[string]")) {
      return GoType.map(type(name.substring(11)));
    }
    return name.equals("interface {}")
        ? GoType.ANY
        : new GoType(name, GoKind.valueOf(name.toUpperCase(Locale.ROOT)), null);
  }
}
