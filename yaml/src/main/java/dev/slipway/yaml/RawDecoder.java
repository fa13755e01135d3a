package dev.slipway.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns a document's node into values as go-yaml v2 or v3 does. Not for use twice.
final class RawDecoder {
  private static final int MAX_DEPTH = 1000;
  private static final int MAX_VALUES = 2_000_000;

  private final RawYaml.Library library;
  private final boolean unique;
  private final RawYaml.Scalars scalars;
  private boolean texts;
  private final List<String> duplicates = new ArrayList<>();
  private int depth;
  private int values;
  private int firstDuplicate = -1;

  RawDecoder(RawYaml.Library library, boolean strict, RawYaml.Scalars scalars) {
    this.library = library;
    this.unique = strict || library == RawYaml.Library.V3;
    this.scalars = scalars;
  }

  /// Gives a [PlainScalar] for each scalar that is no string.
  RawDecoder withTexts() {
    texts = true;
    return this;
  }

  @Nullable Object decode(YamlNode root) {
    Object value = value(root);
    if (!duplicates.isEmpty()) {
      throw new YamlException(
          YamlErrorCode.DUPLICATE_KEY,
          "yaml: unmarshal errors:\n  " + String.join("\n  ", duplicates),
          firstDuplicate,
          0);
    }
    return value;
  }

  private @Nullable Object value(YamlNode node) {
    if (++values > MAX_VALUES || depth > MAX_DEPTH) {
      throw fault(YamlErrorCode.LIMIT, "document contains excessive aliasing", node);
    }
    return switch (node.kind) {
      case SCALAR -> scalar(node);
      case ALIAS -> {
        YamlNode target = follow(node);
        Object value = value(target);
        node.followed = false;
        yield value;
      }
      case SEQUENCE -> {
        depth++;
        List<@Nullable Object> list = new ArrayList<>(node.children.size());
        for (YamlNode item : node.children) {
          list.add(value(item));
        }
        depth--;
        yield list;
      }
      case MAPPING -> {
        depth++;
        SourceMap map = new SourceMap(node.line + 1);
        if (library == RawYaml.Library.V2) {
          mapping(node, map, unique ? new HashSet<>() : null);
        } else {
          newMapping(node, map);
        }
        depth--;
        yield map;
      }
    };
  }

  private static YamlNode follow(YamlNode node) {
    YamlNode target = node.target;
    if (target == null || node.followed) {
      throw fault(
          YamlErrorCode.YAML_SYNTAX, "anchor '" + node.value + "' value contains itself", node);
    }
    node.followed = true;
    return target;
  }

  private static YamlException fault(YamlErrorCode code, String problem, YamlNode at) {
    return new YamlException(code, "yaml: " + problem, at.line, at.column);
  }

  /// Keys and merges in the order of the text: go-yaml v2.
  private void mapping(YamlNode node, SourceMap map, @Nullable Set<String> seen) {
    for (int i = 0; i < node.children.size(); i += 2) {
      YamlNode key = node.children.get(i);
      YamlNode item = node.children.get(i + 1);
      if (key.isMerge()) {
        for (YamlNode source : sources(item)) {
          // What is merged in may be written over, as go-yaml v3 has it; v2 refuses that.
          mapping(source, map, null);
        }
        continue;
      }
      String name = key(key, map);
      Object value = value(item);
      if (seen != null && !seen.add(name)) {
        duplicate(
            item, "line " + (item.line + 1) + ": key " + GoSyntax.of(name) + " already set in map");
        continue;
      }
      map.put(name, value, key.line + 1);
    }
  }

  /// First the map's own keys, then what is merged in besides: go-yaml v3.
  private void newMapping(YamlNode node, SourceMap map) {
    Map<String, Integer> own = new HashMap<>();
    List<YamlNode> merges = new ArrayList<>();
    for (int i = 0; i < node.children.size(); i += 2) {
      YamlNode key = node.children.get(i);
      YamlNode item = node.children.get(i + 1);
      if (key.isMerge()) {
        merges.add(item);
        continue;
      }
      String name = key(key, map);
      Integer before = own.putIfAbsent(name, key.line + 1);
      if (before != null) {
        duplicate(
            key,
            "line "
                + (key.line + 1)
                + ": mapping key "
                + GoSyntax.of(name)
                + " already defined at line "
                + before);
        continue;
      }
      map.put(name, value(item), key.line + 1);
    }
    for (YamlNode merge : merges) {
      List<YamlNode> sources = sources(merge);
      for (YamlNode source : sources.reversed()) {
        SourceMap merged = new SourceMap(source.line + 1);
        newMapping(source, merged);
        merged.forEach((name, value) -> {
          if (!map.containsKey(name)) {
            map.put(name, value, merged.lineOf(name));
          }
        });
      }
    }
  }

  private void duplicate(YamlNode at, String message) {
    if (firstDuplicate < 0) {
      firstDuplicate = at.line;
    }
    duplicates.add(message);
  }

  /// The maps that a merge key names, those that count most last.
  private static List<YamlNode> sources(YamlNode node) {
    List<YamlNode> sources = new ArrayList<>();
    if (node.kind == YamlNode.Kind.SEQUENCE) {
      for (int i = node.children.size() - 1; i >= 0; i--) {
        sources.add(source(node.children.get(i)));
      }
    } else {
      sources.add(source(node));
    }
    return sources;
  }

  private static YamlNode source(YamlNode node) {
    YamlNode target = node.kind == YamlNode.Kind.ALIAS ? node.target : node;
    if (target == null || target.kind != YamlNode.Kind.MAPPING) {
      throw fault(
          YamlErrorCode.WRONG_TYPE,
          "map merge requires map or sequence of maps as the value",
          node);
    }
    return target;
  }

  private String key(YamlNode node, SourceMap map) {
    YamlNode target = node.kind == YamlNode.Kind.ALIAS ? node.target : node;
    if (target == null || target.kind != YamlNode.Kind.SCALAR) {
      throw fault(YamlErrorCode.WRONG_TYPE, "invalid map key", node);
    }
    Object key = target.tag.isEmpty() && !target.implicit ? target.value : scalar(target);
    if (key instanceof String text) {
      return text;
    }
    Object plain = key instanceof PlainScalar scalar ? scalar.value() : key;
    map.oddKey(
        switch (plain) {
          case null -> "<nil>";
          case Boolean _ -> "bool";
          case Double _ -> "float64";
          default -> "int";
        });
    return target.value;
  }

  private @Nullable Object scalar(YamlNode node) {
    Object value;
    if (!node.tag.isEmpty()) {
      value = TaggedScalar.resolve(node);
    } else if (!node.implicit) {
      return node.value;
    } else {
      value = ScalarResolver.resolve(node.value);
      if (library == RawYaml.Library.V3) {
        value = newer(node.value, value);
      }
    }
    Object plain = value == null ? null : RawYaml.wholeNumber(value, scalars.whole());
    if (plain instanceof String text && isTime(node)) {
      plain = scalars.timestamp().apply(text);
    }
    return texts && !(plain instanceof String) ? new PlainScalar(node.value, plain) : plain;
  }

  private boolean isTime(YamlNode node) {
    return library == RawYaml.Library.V3
        && (node.tag.isEmpty() || node.tag.endsWith(":timestamp"))
        && GoTimestamp.matches(node.value);
  }

  /// go-yaml v3 knows fewer booleans.
  private static @Nullable Object newer(String text, @Nullable Object value) {
    return value instanceof Boolean && ScalarResolver.isOldBoolean(text) ? text : value;
  }
}
