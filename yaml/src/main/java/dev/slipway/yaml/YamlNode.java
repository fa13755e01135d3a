package dev.slipway.yaml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A node of a parsed document, its type not yet found.
final class YamlNode {
  /// What a node is.
  enum Kind {
    SCALAR,
    SEQUENCE,
    MAPPING,
    ALIAS
  }

  final Kind kind;

  /// The 0-based place where it begins.
  final int line;

  final int column;

  /// A scalar's text, or the name of the anchor that an alias means.
  final String value;

  /// A scalar's tag in full, or empty.
  final String tag;

  /// Whether a scalar's type is found from its text.
  final boolean implicit;

  /// The items, or the keys and values by turns.
  final List<YamlNode> children;

  /// What an alias means.
  final @Nullable YamlNode target;

  /// Whether this alias is being followed now.
  boolean followed;

  private YamlNode(
      Kind kind,
      YamlEvents at,
      String value,
      String tag,
      boolean implicit,
      List<YamlNode> children,
      @Nullable YamlNode target) {
    this.kind = kind;
    this.line = at.line;
    this.column = at.column;
    this.value = value;
    this.tag = tag;
    this.implicit = implicit;
    this.children = children;
    this.target = target;
  }

  static YamlNode scalar(YamlEvents at) {
    return new YamlNode(Kind.SCALAR, at, at.value, at.tag, at.implicit, List.of(), null);
  }

  static YamlNode collection(Kind kind, YamlEvents at) {
    return new YamlNode(kind, at, "", "", false, new ArrayList<>(), null);
  }

  static YamlNode alias(YamlEvents at, String name, YamlNode target) {
    return new YamlNode(Kind.ALIAS, at, name, "", false, List.of(), target);
  }

  /// Whether it is the key `<<` that merges.
  boolean isMerge() {
    return kind == Kind.SCALAR
        && value.equals("<<")
        && (implicit || tag.equals("tag:yaml.org,2002:merge"));
  }
}
