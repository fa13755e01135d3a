package dev.slipway.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A YAML document's value together with the place of every key and item in the text.
///
/// Where a key stands twice, the place is that of the last, whose value counts. What an alias or a
/// merge key brings in has the place where it is written, at the anchor.
public final class PositionedYaml {
  /// A place; both 1-based.
  public record Position(int line, int column) {}

  /// Where an entry of a map or an item of a list stands.
  ///
  /// @param key of its key; for an item of a list that of the item
  /// @param value of its value
  public record Entry(Position key, Position value) {}

  private final @Nullable Object value;
  private final Map<List<String>, Entry> entries;

  private PositionedYaml(@Nullable Object value, Map<List<String>, Entry> entries) {
    this.value = value;
    this.entries = entries;
  }

  /// Reads the first document as [Yaml#read] does.
  ///
  /// @throws YamlException as [Yaml#read] does
  public static PositionedYaml read(String text) {
    Recorder recorder = new Recorder();
    try {
      Object value = YamlDecoder.decode(new YamlComposer(text).next(), false, recorder);
      recorder.forgetHidden(value);
      return new PositionedYaml(value, Collections.unmodifiableMap(recorder.entries));
    } catch (YamlException e) {
      throw Yaml.staged(e);
    }
  }

  /// The document's value, as [Yaml#read] gives it.
  public @Nullable Object value() {
    return value;
  }

  /// The places of all keys and items by their path, in the order of the text. A step of a path is
  /// a key, or an item's index in decimal.
  public Map<List<String>, Entry> entries() {
    return entries;
  }

  /// The place of the key or item at `path`.
  public Optional<Entry> entry(List<String> path) {
    return Optional.ofNullable(entries.get(path));
  }

  private static final class Recorder implements YamlDecoder.PositionSink {
    final Map<List<String>, Entry> entries = new LinkedHashMap<>();
    private final List<String> path = new ArrayList<>();
    private boolean repeated;

    @Override
    public void enter(String key, YamlNode keyNode, YamlNode valueNode) {
      path.add(key);
      repeated |= entries.remove(path) != null;
      entries.put(List.copyOf(path), new Entry(at(keyNode), at(valueNode)));
    }

    @Override
    public void enter(int item, YamlNode valueNode) {
      path.add(Integer.toString(item));
      Position position = at(valueNode);
      entries.put(List.copyOf(path), new Entry(position, position));
    }

    @Override
    public void leave() {
      path.removeLast();
    }

    /// Removes what the value of an earlier equal key had below it.
    void forgetHidden(@Nullable Object root) {
      if (repeated) {
        entries.keySet().removeIf(path -> !isThere(root, path));
      }
    }

    private static boolean isThere(@Nullable Object root, List<String> path) {
      Object value = root;
      for (String step : path) {
        if (value instanceof Map<?, ?> map && map.containsKey(step)) {
          value = map.get(step);
        } else if (value instanceof List<?> list && isIndex(step, list.size())) {
          value = list.get(Integer.parseInt(step));
        } else {
          return false;
        }
      }
      return true;
    }

    private static boolean isIndex(String step, int size) {
      return step.length() < 10
          && step.chars().allMatch(c -> c >= '0' && c <= '9')
          && Integer.parseInt(step) < size;
    }

    private static Position at(YamlNode node) {
      return new Position(node.line + 1, node.column + 1);
    }
  }
}
