package dev.slipway.helmfile.document;

import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.GoNil;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.time.GoLocation;
import dev.slipway.gotemplate.time.GoTime;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.yaml.RawYaml;
import dev.slipway.yaml.SourceMap;
import dev.slipway.yaml.TomlTime;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// YAML as helmfile reads and writes it: go-yaml v2 in 0.171, v3 in 1.7. Whole numbers are [GoInt].
/// All methods are safe for use by several threads at once.
public final class HelmfileYaml {
  /// Whole numbers are [GoInt]; dates and times that go-yaml v3 finds are [GoTime].
  public static final RawYaml.Scalars SCALARS =
      new RawYaml.Scalars(GoInt::of, HelmfileYaml::timestamp);

  private HelmfileYaml() {}

  /// Go's time for a text that go-yaml takes for one; what has no zone is in UTC.
  private static Object timestamp(String text) {
    boolean spaced = text.indexOf(' ') >= 0;
    boolean zoned = text.indexOf('T') >= 0 || text.indexOf('t') >= 0;
    String clock = spaced ? " 15:4:5.999999999" : zoned ? "T15:4:5.999999999Z07:00" : "";
    return GoTime.parse("2006-1-2" + clock, text.replace('t', 'T'), GoLocation.UTC);
  }

  private static TomlTime written(GoTime time) {
    OffsetDateTime date = OffsetDateTime.parse(time.format("2006-01-02T15:04:05.999999999Z07:00"));
    return new TomlTime(date.toLocalDateTime(), date.getOffset(), TomlTime.Kind.OFFSET_DATE_TIME);
  }

  /// Values of files by their text, which are never changed. Kept for one loader.
  public static final class Cache {
    private final Map<String, Map<String, @Nullable Object>> old = new ConcurrentHashMap<>();
    private final Map<String, Map<String, @Nullable Object>> current = new ConcurrentHashMap<>();

    /// The map that a text holds, which must not be changed; empty for an empty text.
    ///
    /// @throws dev.slipway.yaml.YamlException if it holds no map
    public Map<String, @Nullable Object> readMap(String text, HelmfileRules rules) {
      Map<String, Map<String, @Nullable Object>> known = rules == HelmfileRules.V0 ? old : current;
      Map<String, @Nullable Object> map = known.get(text);
      if (map == null) {
        map = HelmfileYaml.readMap(text, rules);
        known.put(text, map);
      }
      return map;
    }
  }

  /// The library that helmfile uses.
  public static RawYaml.Library library(HelmfileRules rules) {
    return rules == HelmfileRules.V0 ? RawYaml.Library.V2 : RawYaml.Library.V3;
  }

  /// Reads the first document; null for an empty text.
  ///
  /// @throws dev.slipway.yaml.YamlException with go-yaml's text
  public static @Nullable Object read(String text, HelmfileRules rules) {
    return RawYaml.read(text, library(rules), SCALARS);
  }

  /// Reads the first document, which must be a map; empty for an empty text.
  ///
  /// @throws dev.slipway.yaml.YamlException with go-yaml's text
  @SuppressWarnings("unchecked")
  public static Map<String, @Nullable Object> readMap(String text, HelmfileRules rules) {
    Object value = read(text, rules);
    if (value == null) {
      return new LinkedHashMap<>();
    }
    if (value instanceof Map) {
      Map<String, @Nullable Object> map = (Map<String, @Nullable Object>) value;
      for (Object item : map.values()) {
        String problem = keyProblem(item);
        if (problem != null) {
          throw dev.slipway.yaml.YamlException.notWritable(problem);
        }
      }
      return map;
    }
    throw dev.slipway.yaml.YamlException.notWritable(
        "yaml: unmarshal errors:\n  line 1: cannot unmarshal "
            + (value instanceof List<?> ? "!!seq" : "!!" + tag(value) + " `" + value + "`")
            + " into map[string]interface {}");
  }

  /// What helmfile says about a key in a tree that is no string, or null.
  public static @Nullable String keyProblem(@Nullable Object tree) {
    if (tree instanceof Map<?, ?> map) {
      if (map instanceof SourceMap read && read.oddKeyType() != null) {
        return "unexpected type of key in map: expected string, got "
            + read.oddKeyType()
            + ": keys are "
            + map.keySet();
      }
      return firstProblem(map.values());
    }
    return tree instanceof List<?> list ? firstProblem(list) : null;
  }

  private static @Nullable String firstProblem(Iterable<?> items) {
    for (Object item : items) {
      if (item instanceof Map || item instanceof List) {
        String problem = keyProblem(item);
        if (problem != null) {
          return problem;
        }
      }
    }
    return null;
  }

  private static String tag(Object value) {
    return switch (value) {
      case String _ -> "str";
      case Boolean _ -> "bool";
      case Double _ -> "float";
      default -> "int";
    };
  }

  /// Writes a value. Ends with a newline.
  public static String write(@Nullable Object value, HelmfileRules rules) {
    return RawYaml.write(value, library(rules), HelmfileYaml::plain);
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof GoTime time) {
      return written(time);
    }
    if (value instanceof GoNil || !(value instanceof GoObject object)) {
      return null;
    }
    Object underlying = object.underlying();
    if (underlying != null) {
      return underlying;
    }
    Map<String, @Nullable Object> fields = new dev.slipway.yaml.FieldMap();
    for (String name : object.fieldNames()) {
      fields.put(name.toLowerCase(Locale.ROOT), object.field(name));
    }
    return fields;
  }
}
