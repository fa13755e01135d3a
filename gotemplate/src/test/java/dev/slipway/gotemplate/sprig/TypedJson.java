package dev.slipway.gotemplate.sprig;

import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.GoMap;
import dev.slipway.gotemplate.GoNil;
import dev.slipway.gotemplate.GoSlice;
import dev.slipway.gotemplate.GoType;
import dev.slipway.gotemplate.GoUint;
import dev.slipway.gotemplate.time.GoLocation;
import dev.slipway.gotemplate.time.GoTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The data of recorded cases: plain JSON, and maps with one key such as `$int` for values of other
/// types. The recorder compat/vectors/sprig writes them.
final class TypedJson {
  private TypedJson() {}

  /// New values of the types that the hints name.
  static @Nullable Object build(@Nullable Object json) {
    return switch (json) {
      case Map<?, ?> map -> {
        if (map.size() == 1) {
          Map.Entry<?, ?> only = map.entrySet().iterator().next();
          if (only.getKey() instanceof String key && key.startsWith("$")) {
            yield typed(key.substring(1), Objects.requireNonNull(only.getValue()));
          }
        }
        Map<String, @Nullable Object> built = new LinkedHashMap<>();
        map.forEach((key, value) -> built.put((String) key, build(value)));
        yield built;
      }
      case List<?> list -> {
        List<@Nullable Object> built = new ArrayList<>();
        list.forEach(each -> built.add(build(each)));
        yield built;
      }
      case null, default -> json;
    };
  }

  @SuppressWarnings("unchecked")
  private static Object typed(String kind, Object value) {
    String text = String.valueOf(value);
    return switch (kind) {
      case "int" -> GoInt.of(Long.parseLong(text));
      case "int8" -> Byte.valueOf(text);
      case "int16" -> Short.valueOf(text);
      case "int32" -> Integer.valueOf(text);
      case "int64" -> Long.valueOf(text);
      case "uint" -> GoUint.of(GoType.UINT, Long.parseUnsignedLong(text));
      case "uint8" -> GoUint.of(GoType.UINT8, Long.parseUnsignedLong(text));
      case "uint16" -> GoUint.of(GoType.UINT16, Long.parseUnsignedLong(text));
      case "uint32" -> GoUint.of(GoType.UINT32, Long.parseUnsignedLong(text));
      case "uint64" -> GoUint.of(GoType.UINT64, Long.parseUnsignedLong(text));
      case "float32" -> Float.valueOf(text);
      case "float64" ->
          switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.valueOf(text);
          };
      case "bytes" -> Base64.getDecoder().decode(text);
      case "text" -> GoStrings.fromBytes(Base64.getDecoder().decode(text));
      case "strings" -> GoSlice.ofStrings((List<String>) value);
      case "ints" ->
          GoSlice.of(
              GoType.INT,
              ((List<Double>) value).stream().map(each -> GoInt.of(each.longValue())).toList());
      case "stringmap" -> GoMap.of(GoType.STRING, (Map<String, String>) value);
      case "nil" ->
          switch (text) {
            case "list" -> GoNil.LIST;
            case "strings" -> GoNil.STRINGS;
            default -> GoNil.MAP;
          };
      case "time" -> GoTime.parse("2006-01-02T15:04:05Z07:00", text, GoLocation.UTC);
      default -> throw new IllegalArgumentException(kind);
    };
  }
}
