package dev.slipway.yaml;

import dev.slipway.core.GoStrings;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns a document's node into values as go-yaml v2 does (decode.go), and, unless they are wanted
/// raw, on into what comes out when sigs.k8s.io/yaml sends them through JSON: keys become strings,
/// numbers float64.
///
/// An alias is decoded anew each time, so no two places share a map.
final class YamlDecoder {
  private static final int ALIAS_LOW = 400_000;
  private static final int ALIAS_HIGH = 4_000_000;
  private static final int JSON_DEPTH = 10_000;
  private static final int STACK_DEPTH = 400;

  private final boolean raw;
  private final boolean v3;
  private final boolean strict;
  private final @Nullable PositionSink positions;
  private final List<String> duplicates = new ArrayList<>();
  private int decodeCount;
  private int aliasCount;
  private int aliasDepth;
  private int depth;
  private int nesting;
  private boolean suspect;
  private final IdentityHashMap<Object, YamlException> badMaps = new IdentityHashMap<>();

  /// Told where each value stands, while it is decoded.
  interface PositionSink {
    void enter(String key, YamlNode keyNode, YamlNode valueNode);

    void enter(int item, YamlNode valueNode);

    void leave();
  }

  /// A map that is being filled, with what is known about its place.
  ///
  /// @param seen the keys that are in it, when each may be there only once
  private record OpenMap(
      Map<Object, @Nullable Object> entries, HeadTarget target, @Nullable Set<Object> seen) {}

  private YamlDecoder(boolean raw, boolean strict, @Nullable PositionSink positions) {
    this(raw, false, strict, positions);
  }

  private YamlDecoder(boolean raw, boolean v3, boolean strict, @Nullable PositionSink positions) {
    this.raw = raw;
    this.v3 = v3;
    this.strict = strict;
    this.positions = positions;
  }

  /// The value as it comes out of JSON.
  static @Nullable Object decode(
      @Nullable YamlNode root, boolean strict, @Nullable PositionSink positions) {
    return decode(root, HeadTarget.ANY, new YamlDecoder(false, strict, positions));
  }

  /// The value as it comes out of JSON on its way into the head of a manifest: numbers and booleans
  /// are strings where the head has strings.
  static @Nullable Object decodeHead(@Nullable YamlNode root) {
    return decode(root, HeadTarget.HEAD, new YamlDecoder(false, false, null));
  }

  private static @Nullable Object decode(
      @Nullable YamlNode root, HeadTarget target, YamlDecoder decoder) {
    if (root == null) {
      return null;
    }
    Object value = decoder.value(root, target);
    decoder.finish(value);
    return value;
  }

  /// The value as go-yaml itself sees it: Long, BigInteger, Double, Boolean, String, List, and Map
  /// with any scalar as key.
  static @Nullable Object decodeRaw(@Nullable YamlNode root) {
    return root == null ? null : new YamlDecoder(true, false, null).value(root, HeadTarget.ANY);
  }

  /// The same as go-yaml v3 sees it, which knows fewer booleans.
  static @Nullable Object decodeVersion3(@Nullable YamlNode root) {
    return root == null
        ? null
        : new YamlDecoder(true, true, false, null).value(root, HeadTarget.ANY);
  }

  private void finish(@Nullable Object value) {
    if (!duplicates.isEmpty()) {
      throw new YamlException(
          YamlErrorCode.DUPLICATE_KEY,
          "yaml: unmarshal errors:\n  " + String.join("\n  ", duplicates));
    }
    if (suspect) {
      new DecodedFaults(badMaps, JSON_DEPTH).check(value);
    }
  }

  private static YamlException fault(YamlErrorCode code, String problem, YamlNode at) {
    return new YamlException(code, "yaml: " + problem, at.line, at.column);
  }

  private @Nullable Object value(YamlNode node, HeadTarget target) {
    count(node);
    return switch (node.kind) {
      case SCALAR -> scalar(node, target);
      case ALIAS -> alias(node, target);
      case SEQUENCE, MAPPING -> collection(node, target);
    };
  }

  /// Counts one step of decoding, and stops when too many of them follow aliases.
  private void count(YamlNode node) {
    decodeCount++;
    if (aliasDepth > 0) {
      aliasCount++;
    }
    if (aliasCount > 100
        && decodeCount > 1000
        && (double) aliasCount / decodeCount > allowedRatio(decodeCount)) {
      throw fault(YamlErrorCode.LIMIT, "document contains excessive aliasing", node);
    }
  }

  private static double allowedRatio(int count) {
    if (count <= ALIAS_LOW) {
      return 0.99;
    }
    if (count >= ALIAS_HIGH) {
      return 0.10;
    }
    return 0.99 - 0.89 * ((double) (count - ALIAS_LOW) / (ALIAS_HIGH - ALIAS_LOW));
  }

  private @Nullable Object alias(YamlNode node, HeadTarget target) {
    Object value = value(follow(node), target);
    unfollow(node);
    return value;
  }

  private YamlNode follow(YamlNode node) {
    YamlNode target = node.target;
    if (target == null || node.followed) {
      throw fault(
          YamlErrorCode.YAML_SYNTAX, "anchor '" + node.value + "' value contains itself", node);
    }
    node.followed = true;
    aliasDepth++;
    return target;
  }

  private void unfollow(YamlNode node) {
    aliasDepth--;
    node.followed = false;
  }

  private Object collection(YamlNode node, HeadTarget target) {
    depth++;
    nesting++;
    suspect |= depth > JSON_DEPTH;
    Object value =
        nesting % STACK_DEPTH == 0
            ? DeepStack.call(() -> shallowCollection(node, target))
            : shallowCollection(node, target);
    depth--;
    nesting--;
    return value;
  }

  private Object shallowCollection(YamlNode node, HeadTarget target) {
    if (node.kind == YamlNode.Kind.SEQUENCE) {
      return sequence(node);
    }
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    mapping(node, new OpenMap(map, target, strict ? new HashSet<>() : null));
    return map;
  }

  private List<@Nullable Object> sequence(YamlNode node) {
    int size = node.children.size();
    List<@Nullable Object> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      YamlNode item = node.children.get(i);
      if (positions == null) {
        list.add(value(item, HeadTarget.ANY));
      } else {
        positions.enter(i, item);
        list.add(value(item, HeadTarget.ANY));
        positions.leave();
      }
    }
    return list;
  }

  private void mapping(YamlNode node, OpenMap map) {
    for (int i = 0; i < node.children.size(); i += 2) {
      YamlNode key = node.children.get(i);
      YamlNode item = node.children.get(i + 1);
      if (key.isMerge()) {
        merge(item, map);
      } else {
        entry(key, item, map);
      }
    }
  }

  private void entry(YamlNode key, YamlNode item, OpenMap map) {
    Object rawKey = key(key);
    Object name = raw ? rawKey : keyText(rawKey, key, item, map);
    HeadTarget target = map.target == HeadTarget.ANY ? map.target : map.target.field(name);
    Object value;
    if (positions == null) {
      value = value(item, target);
    } else {
      positions.enter(String.valueOf(name), key, item);
      value = value(item, target);
      positions.leave();
    }
    if (map.seen != null && !map.seen.add(normal(rawKey))) {
      duplicates.add(
          "line " + (item.line + 1) + ": key " + GoSyntax.of(rawKey) + " already set in map");
      return;
    }
    map.entries.put(name == null ? GoSyntax.NIL : name, value);
  }

  /// Go finds 0 and -0 equal as keys.
  private static Object normal(@Nullable Object key) {
    if (key == null) {
      return GoSyntax.NIL;
    }
    return key instanceof Double number && number == 0 ? (Object) 0.0 : key;
  }

  /// A key's own value; a map or a list cannot be one.
  private @Nullable Object key(YamlNode node) {
    YamlNode target = node.kind == YamlNode.Kind.ALIAS ? node.target : node;
    if (target == null || target.kind == YamlNode.Kind.SCALAR) {
      count(node);
      return target == node ? rawScalar(node) : aliasKey(node);
    }
    Object value = new YamlDecoder(true, strict, null).value(node, HeadTarget.ANY);
    throw fault(YamlErrorCode.WRONG_TYPE, "invalid map key: " + GoSyntax.of(value), node);
  }

  private @Nullable Object aliasKey(YamlNode node) {
    YamlNode target = follow(node);
    count(target);
    Object value = rawScalar(target);
    unfollow(node);
    return value;
  }

  private String keyText(@Nullable Object key, YamlNode at, YamlNode item, OpenMap map) {
    if (key instanceof String text) {
      return wellFormed(text);
    }
    if (key instanceof Long || key instanceof Boolean) {
      return key.toString();
    }
    if (key instanceof Double number) {
      return GoFloats.yamlKey(number);
    }
    suspect = true;
    if (!badMaps.containsKey(map.entries)) {
      badMaps.put(map.entries, badKey(key, at, item));
    }
    return String.valueOf(key);
  }

  private static YamlException badKey(@Nullable Object key, YamlNode at, YamlNode item) {
    String type = key == null ? "%!s(<nil>)" : "uint64";
    String shown = key == null ? "<nil>" : "0x" + ((BigInteger) key).toString(16);
    String message =
        "unsupported map key of type: "
            + type
            + ", key: "
            + shown
            + ", value: "
            + GoSyntax.of(decodeRaw(item));
    return new YamlException(YamlErrorCode.WRONG_TYPE, message, at.line, at.column);
  }

  private void merge(YamlNode node, OpenMap map) {
    switch (node.kind) {
      case MAPPING, ALIAS -> mergeOne(node, map);
      case SEQUENCE -> {
        for (int i = node.children.size() - 1; i >= 0; i--) {
          mergeOne(node.children.get(i), map);
        }
      }
      case SCALAR -> throw wantMap(node);
    }
  }

  private static YamlException wantMap(YamlNode node) {
    return fault(
        YamlErrorCode.WRONG_TYPE, "map merge requires map or sequence of maps as the value", node);
  }

  private void mergeOne(YamlNode node, OpenMap map) {
    YamlNode target = node.kind == YamlNode.Kind.ALIAS ? node.target : node;
    if (target == null || target.kind != YamlNode.Kind.MAPPING) {
      throw wantMap(node);
    }
    count(node);
    if (node == target) {
      mergeDeep(target, map);
      return;
    }
    follow(node);
    count(target);
    mergeDeep(target, map);
    unfollow(node);
  }

  private void mergeDeep(YamlNode node, OpenMap map) {
    nesting++;
    if (nesting % STACK_DEPTH == 0) {
      DeepStack.call(() -> {
        mapping(node, map);
        return map;
      });
    } else {
      mapping(node, map);
    }
    nesting--;
  }

  private @Nullable Object scalar(YamlNode node, HeadTarget target) {
    Object value = rawScalar(node);
    if (raw || value == null) {
      return value;
    }
    if (target == HeadTarget.STRING && !(value instanceof String)) {
      return value instanceof Double number ? GoFloats.narrow(number) : value.toString();
    }
    if (value instanceof String text) {
      return node.tag.isEmpty() ? text : wellFormed(text);
    }
    if (value instanceof Long whole) {
      return (double) whole;
    }
    if (value instanceof BigInteger big) {
      return big.doubleValue();
    }
    if (value instanceof Double number && (number.isNaN() || number.isInfinite())) {
      suspect = true;
    }
    return value;
  }

  /// What JSON makes of a string: bytes that are no UTF-8 become U+FFFD.
  private static String wellFormed(String text) {
    return GoStrings.isValidUtf8(text) ? text : Json.replaceInvalid(text);
  }

  private @Nullable Object rawScalar(YamlNode node) {
    if (v3 && node.tag.isEmpty() && ScalarResolver.isOldBoolean(node.value)) {
      return node.value;
    }
    if (node.tag.isEmpty()) {
      return node.implicit ? ScalarResolver.resolve(node.value) : node.value;
    }
    return TaggedScalar.resolve(node);
  }

  static byte[] decodeBase64(YamlNode node) {
    StringBuilder digits = new StringBuilder(node.value.length());
    for (int i = 0; i < node.value.length(); i++) {
      char c = node.value.charAt(i);
      if (c != '\n' && c != '\r') {
        digits.append(c);
      }
    }
    try {
      if (digits.length() % 4 != 0) {
        throw new IllegalArgumentException("padding");
      }
      return Base64.getDecoder().decode(digits.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw fault(YamlErrorCode.YAML_SYNTAX, "!!binary value contains invalid base64 data", node);
    }
  }
}
