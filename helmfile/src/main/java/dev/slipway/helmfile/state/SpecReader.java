package dev.slipway.helmfile.state;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SourceLocation;
import dev.slipway.core.Spelling;
import dev.slipway.gotemplate.GoInt;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.yaml.PlainScalar;
import dev.slipway.yaml.RawYaml;
import dev.slipway.yaml.SourceMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads documents into helmfile's structs, as go-yaml's strict decoder does.
final class SpecReader {
  private final HelmfileRules rules;
  private final SourceText source;
  private final boolean strict;

  /// @param strict whether an unknown key is an error
  SpecReader(HelmfileRules rules, SourceText source, boolean strict) {
    this.rules = rules;
    this.source = source;
    this.strict = strict;
  }

  /// The document as a struct; empty when it is null.
  SpecMap read(@Nullable Object document, Spec spec) {
    if (document == null || isNull(document)) {
      return new SpecMap(source, null);
    }
    if (!(document instanceof SourceMap map)) {
      throw wrongType(document, spec.name(), "a map", 1);
    }
    return struct(map, spec, spec == Spec.STATE ? "" : spec.name());
  }

  private SpecMap struct(SourceMap map, Spec spec, String path) {
    SpecMap fields = new SpecMap(source, map);
    for (Map.Entry<String, @Nullable Object> entry : map.entrySet()) {
      String key = entry.getKey();
      Spec.Field field = spec.find(key);
      if (field == null || !field.isIn(rules)) {
        if (strict && !isIgnored(spec, key)) {
          throw unknown(map, key, spec, path);
        }
        continue;
      }
      Object raw = entry.getValue();
      if (raw == null || isNull(raw)) {
        continue;
      }
      String name = path.isEmpty() ? key : path + "." + key;
      fields.put(key, value(raw, field, name, map.lineOf(key)));
    }
    return fields;
  }

  /// Go's fields without a tag take these keys.
  private static boolean isIgnored(Spec spec, String key) {
    return spec == Spec.STATE && (key.equals("filepath") || key.equals("renderedvalues"));
  }

  private static boolean isNull(Object raw) {
    return raw instanceof PlainScalar scalar && scalar.value() == null;
  }

  private HelmfileException unknown(SourceMap map, String key, Spec spec, String path) {
    List<String> known = spec.keys(rules);
    String hint =
        Spelling.nearest(key, known)
            .map(near -> "did you mean \"" + near + "\"?")
            .orElse(
                spec.find(key) != null
                    ? "helmfile "
                        + (rules == HelmfileRules.V0 ? "0.171" : "1.x")
                        + " does not have this key"
                    : "keys that are known here: " + String.join(", ", known));
    SourceLocation location = source.locate(map.lineOf(key));
    return new HelmfileException(
        Diagnostic.error(
                HelmfileErrorCode.UNKNOWN_KEY,
                "failed to read "
                    + source.file()
                    + ": unknown key \""
                    + key
                    + "\" in "
                    + (path.isEmpty() ? "the helmfile" : path))
            .at(location, source.lineText(location.line()))
            .withHint(hint));
  }

  private HelmfileException wrongType(Object raw, String path, String wanted, int line) {
    SourceLocation location = source.locate(raw instanceof SourceMap map ? map.line() : line);
    return new HelmfileException(
        Diagnostic.error(
                HelmfileErrorCode.WRONG_TYPE,
                "failed to read "
                    + source.file()
                    + ": "
                    + path
                    + " must be "
                    + wanted
                    + ", not "
                    + shown(raw))
            .at(location, source.lineText(location.line())));
  }

  private static String shown(Object raw) {
    return switch (raw) {
      case Map<?, ?> _ -> "a map";
      case List<?> _ -> "a list";
      case PlainScalar scalar -> scalar.text();
      default -> "the text \"" + raw + "\"";
    };
  }

  private Object value(Object raw, Spec.Field field, String path, int line) {
    return switch (field.kind()) {
      case TEXT -> text(raw, path, line);
      case FLAG -> flag(raw, path, line);
      case NUMBER -> number(raw, path, line);
      case FLOAT -> real(raw, path, line);
      case TEXTS -> texts(raw, path, line);
      case ITEMS -> field.isTextsIn(rules) ? texts(raw, path, line) : items(raw, path, line);
      case TEXT_MAP -> textMap(raw, path, line);
      case STRUCT -> one(raw, field, path, line);
      case STRUCTS -> structs(raw, field, path, line);
      case STRUCT_MAP -> structMap(raw, field, path, line);
      case HELMFILES -> helmfiles(raw, path, line);
      case INHERITS -> inherits(raw, path, line);
      case TEXT_OR_TEXTS ->
          raw instanceof List<?>
              ? texts(raw, path, line)
              : new ArrayList<Object>(List.of(text(raw, path, line)));
      case ANY -> {
        Object plain = plain(raw);
        yield plain == null ? "" : plain;
      }
    };
  }

  private String text(Object raw, String path, int line) {
    return switch (raw) {
      case String text -> text;
      case PlainScalar scalar -> scalar.value() == null ? "" : scalar.text();
      default -> throw wrongType(raw, path, "a text", line);
    };
  }

  private Boolean flag(Object raw, String path, int line) {
    if (raw instanceof PlainScalar scalar && scalar.value() instanceof Boolean flag) {
      return flag;
    }
    if (raw instanceof String text && rules == HelmfileRules.V1) {
      Boolean old = RawYaml.oldBoolean(text);
      if (old != null) {
        return old;
      }
    }
    throw wrongType(raw, path, "true or false", line);
  }

  private GoInt number(Object raw, String path, int line) {
    if (raw instanceof PlainScalar scalar) {
      if (scalar.value() instanceof GoInt number) {
        return number;
      }
      if (scalar.value() instanceof Double real && real == Math.rint(real)) {
        return GoInt.of(real.longValue());
      }
    }
    throw wrongType(raw, path, "a whole number", line);
  }

  private Double real(Object raw, String path, int line) {
    if (raw instanceof PlainScalar scalar && scalar.value() instanceof Number number) {
      return number.doubleValue();
    }
    throw wrongType(raw, path, "a number", line);
  }

  private List<?> list(Object raw, String path, int line) {
    if (raw instanceof List<?> list) {
      return list;
    }
    throw wrongType(raw, path, "a list", line);
  }

  private List<@Nullable Object> texts(Object raw, String path, int line) {
    // go-yaml takes a single text for a list of one.
    if (raw instanceof String || raw instanceof PlainScalar) {
      throw wrongType(raw, path, "a list", line);
    }
    List<@Nullable Object> texts = new ArrayList<>();
    for (Object item : list(raw, path, line)) {
      texts.add(item == null ? "" : text(item, path + "[" + texts.size() + "]", line));
    }
    return texts;
  }

  private List<@Nullable Object> items(Object raw, String path, int line) {
    List<@Nullable Object> items = new ArrayList<>();
    for (Object item : list(raw, path, line)) {
      items.add(plain(item));
    }
    return items;
  }

  private Map<String, @Nullable Object> textMap(Object raw, String path, int line) {
    if (!(raw instanceof SourceMap map)) {
      throw wrongType(raw, path, "a map", line);
    }
    Map<String, @Nullable Object> texts = new LinkedHashMap<>();
    map.forEach((key, value) ->
        texts.put(key, value == null ? "" : text(value, path + "." + key, map.lineOf(key))));
    return texts;
  }

  private SpecMap one(Object raw, Spec.Field field, String path, int line) {
    if (!(raw instanceof SourceMap map)) {
      throw wrongType(raw, path, "a map", line);
    }
    return struct(map, Spec.of(field.struct()), path);
  }

  private List<@Nullable Object> structs(Object raw, Spec.Field field, String path, int line) {
    List<@Nullable Object> structs = new ArrayList<>();
    for (Object item : list(raw, path, line)) {
      String name = path + "[" + structs.size() + "]";
      structs.add(
          item == null || isNull(item) ? new SpecMap(source, null) : one(item, field, name, line));
    }
    return structs;
  }

  private Map<String, @Nullable Object> structMap(
      Object raw, Spec.Field field, String path, int line) {
    if (!(raw instanceof SourceMap map)) {
      throw wrongType(raw, path, "a map", line);
    }
    Map<String, @Nullable Object> structs = new LinkedHashMap<>();
    map.forEach((key, value) ->
        structs.put(
            key,
            value == null || isNull(value)
                ? new SpecMap(source, null)
                : one(value, field, path + "." + key, map.lineOf(key))));
    return structs;
  }

  private List<@Nullable Object> helmfiles(Object raw, String path, int line) {
    List<@Nullable Object> entries = new ArrayList<>();
    for (Object item : list(raw, path, line)) {
      String name = path + "[" + entries.size() + "]";
      SpecMap entry;
      if (item instanceof SourceMap map) {
        entry = struct(map, Spec.SUB_HELMFILE, name);
      } else {
        entry = new SpecMap(source, null);
        if (item != null && !isNull(item)) {
          entry.put("path", text(item, name, line));
        }
      }
      check(entry, name);
      entries.add(entry);
    }
    return entries;
  }

  private void check(SpecMap entry, String name) {
    List<?> selectors = entry.get("selectors") instanceof List<?> list ? list : List.of();
    String problem = null;
    if (entry.text("path").isEmpty() && entry.containsKey("selectors")) {
      problem = "found 'selectors' definition without path: " + selectors;
    } else if (Boolean.TRUE.equals(entry.get("selectorsInherited")) && !selectors.isEmpty()) {
      problem =
          "you cannot use 'SelectorsInherited: true' along with and explicit selector for path: "
              + entry.text("path");
    } else if (entry.get("inherits") instanceof List<?> inherits) {
      problem = Inheritance.problem(inherits, entry.text("path"));
    }
    if (problem != null) {
      SourceLocation location = entry.location();
      throw new HelmfileException(
          Diagnostic.error(
                  HelmfileErrorCode.INVALID_STATE,
                  "failed to read " + source.file() + ": " + name + ": " + problem)
              .at(
                  location == null ? SourceLocation.of(source.file()) : location,
                  entry.lineText(location)));
    }
  }

  private List<@Nullable Object> inherits(Object raw, String path, int line) {
    List<@Nullable Object> all = new ArrayList<>();
    if (raw instanceof SourceMap map) {
      all.add(struct(map, Spec.INHERIT, path));
      return all;
    }
    for (Object item : list(raw, path, line)) {
      if (!(item instanceof SourceMap map)) {
        throw wrongType(item == null ? "" : item, path, "a list of maps", line);
      }
      all.add(struct(map, Spec.INHERIT, path + "[" + all.size() + "]"));
    }
    return all;
  }

  /// A value without the texts of its scalars.
  static @Nullable Object plain(@Nullable Object raw) {
    return switch (raw) {
      case null -> null;
      case PlainScalar scalar -> scalar.value();
      case SourceMap map -> {
        map.replaceAll((_, value) -> plain(value));
        yield map;
      }
      case List<?> list -> {
        List<@Nullable Object> items = new ArrayList<>(list.size());
        for (Object item : list) {
          items.add(plain(item));
        }
        yield items;
      }
      default -> raw;
    };
  }
}
