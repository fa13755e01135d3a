package dev.slipway.chart.engine;

import static dev.slipway.gotemplate.GoType.ANY;
import static dev.slipway.gotemplate.GoType.LIST;
import static dev.slipway.gotemplate.GoType.MAP;
import static dev.slipway.gotemplate.GoType.STRING;

import dev.slipway.chart.HelmVersion;
import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoNil;
import dev.slipway.gotemplate.fmt.PlainValues;
import dev.slipway.gotemplate.time.GoLocation;
import dev.slipway.gotemplate.time.GoTime;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.Toml;
import dev.slipway.yaml.TomlDialect;
import dev.slipway.yaml.TomlTime;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Helm's functions between values and YAML, JSON and TOML.
final class DataFunctions {
  private DataFunctions() {}

  static List<GoFunction> all(HelmVersion version) {
    TomlDialect dialect = dialect(version);
    Function<@Nullable Object, String> toml =
        value -> Toml.write(value, PlainValues.ADAPTER, dialect);
    List<GoFunction> all =
        new ArrayList<>(
            List.of(
                GoFunction.of("toYaml", STRING, (_, a) -> orEmpty(DataFunctions::yaml, a[0]), ANY),
                GoFunction.of(
                    "toYamlPretty",
                    STRING,
                    (_, a) -> orEmpty(DataFunctions::prettyYaml, a[0]),
                    ANY),
                GoFunction.of("toJson", STRING, (_, a) -> orEmpty(DataFunctions::json, a[0]), ANY),
                GoFunction.of("fromYaml", MAP, (_, a) -> map(Yaml::readMap, text(a)), STRING),
                GoFunction.of(
                    "fromYamlArray", LIST, (_, a) -> list(Yaml::readList, text(a)), STRING),
                GoFunction.of("fromJson", MAP, (_, a) -> map(Json::readMap, text(a)), STRING),
                GoFunction.of(
                    "fromJsonArray", LIST, (_, a) -> list(Json::readList, text(a)), STRING),
                GoFunction.of("toToml", STRING, (_, a) -> orText(toml, a[0]), ANY),
                GoFunction.of(
                    "fromToml",
                    MAP,
                    (_, a) -> map(text -> fromToml(text, dialect), text(a)),
                    STRING)));
    if (version.atLeast(HelmVersion.V4)) {
      all.add(GoFunction.of("mustToYaml", STRING, (_, a) -> must(DataFunctions::yaml, a[0]), ANY));
      all.add(GoFunction.of("mustToJson", STRING, (_, a) -> must(DataFunctions::json, a[0]), ANY));
      all.add(GoFunction.of("mustToToml", STRING, (_, a) -> must(toml, a[0]), ANY));
    }
    return all;
  }

  private static String text(@Nullable Object[] arguments) {
    return HelmFunctions.text(arguments, 0);
  }

  private static String yaml(@Nullable Object value) {
    return withoutLastLineBreak(Yaml.write(value, PlainValues.ADAPTER));
  }

  private static String prettyYaml(@Nullable Object value) {
    return withoutLastLineBreak(Yaml.writePretty(value, PlainValues.ADAPTER));
  }

  private static String json(@Nullable Object value) {
    return Json.write(value, PlainValues.ADAPTER);
  }

  /// Helm swallows what goes wrong.
  private static String orEmpty(Function<@Nullable Object, String> writer, @Nullable Object value) {
    try {
      return writer.apply(value);
    } catch (YamlException _) {
      return "";
    }
  }

  /// Helm gives the error's text for the result.
  private static String orText(Function<@Nullable Object, String> writer, @Nullable Object value) {
    try {
      return writer.apply(value);
    } catch (YamlException e) {
      if (e.isPanic()) {
        throw FunctionException.panic(e.getMessage());
      }
      return e.getMessage();
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> fromToml(String text, TomlDialect dialect) {
    return (Map<String, @Nullable Object>) withGoTimes(Toml.read(text, dialect));
  }

  /// Gives the dates and times of a TOML document the type that they have in Go.
  @SuppressWarnings("unchecked")
  private static Object withGoTimes(Object value) {
    switch (value) {
      case TomlTime time -> {
        return goTime(time);
      }
      case Map<?, ?> map ->
          ((Map<String, @Nullable Object>) map)
              .replaceAll((_, item) -> item == null ? null : withGoTimes(item));
      case List<?> list ->
          ((List<@Nullable Object>) list)
              .replaceAll(item -> item == null ? null : withGoTimes(item));
      default -> {}
    }
    return value;
  }

  private static GoTime goTime(TomlTime time) {
    Instant instant = time.value().toInstant(time.offset());
    return GoTime.ofUnix(instant.getEpochSecond(), instant.getNano(), location(time));
  }

  private static GoLocation location(TomlTime time) {
    int offset = time.offset().getTotalSeconds();
    if (time.kind() == TomlTime.Kind.OFFSET_DATE_TIME) {
      return offset == 0 ? GoLocation.UTC : GoLocation.fixed("", offset);
    }
    String text = time.goString();
    return GoLocation.fixed(text.substring(text.lastIndexOf(' ') + 1), offset);
  }

  private static TomlDialect dialect(HelmVersion version) {
    return switch (version) {
      case V3_17 -> TomlDialect.V1_4;
      case V3_19 -> TomlDialect.V1_5;
      case V4 -> TomlDialect.V1_6;
    };
  }

  private static String must(Function<@Nullable Object, String> writer, @Nullable Object value) {
    try {
      return writer.apply(value);
    } catch (YamlException e) {
      throw FunctionException.panic(e.getMessage());
    }
  }

  private static Object map(
      Function<String, @Nullable Map<String, @Nullable Object>> reader, String text) {
    try {
      Map<String, @Nullable Object> map = reader.apply(text);
      return map == null ? GoNil.MAP : map;
    } catch (YamlException e) {
      Map<String, @Nullable Object> stored = new LinkedHashMap<>(e.partial());
      stored.put("Error", e.getMessage());
      return stored;
    }
  }

  private static Object list(
      Function<String, @Nullable List<@Nullable Object>> reader, String text) {
    try {
      List<@Nullable Object> list = reader.apply(text);
      return list == null ? GoNil.LIST : list;
    } catch (YamlException e) {
      List<@Nullable Object> failed = new ArrayList<>();
      failed.add(e.getMessage());
      return failed;
    }
  }

  /// The text without one line break at its end: Helm's `TrimSuffix`.
  static String withoutLastLineBreak(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
