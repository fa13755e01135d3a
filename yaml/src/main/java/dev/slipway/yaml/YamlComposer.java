package dev.slipway.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Builds the nodes of one document after the other from a text.
final class YamlComposer {
  private final YamlEvents events;
  private boolean started;

  YamlComposer(String text) {
    events = new YamlEvents(new YamlScanner(new YamlInput(text)));
  }

  /// The next document's node, or null behind the last.
  @Nullable YamlNode next() {
    if (!started) {
      events.next();
      started = true;
    }
    if (events.next() == YamlEvents.Type.STREAM_END) {
      return null;
    }
    YamlNode root = document();
    events.next();
    return root;
  }

  private YamlNode document() {
    Map<String, YamlNode> anchors = new HashMap<>();
    Deque<YamlNode> open = new ArrayDeque<>();
    while (true) {
      YamlNode node;
      switch (events.next()) {
        case SCALAR -> node = anchored(YamlNode.scalar(events), anchors);
        case ALIAS -> node = alias(anchors);
        case SEQUENCE_START -> {
          open.push(anchored(YamlNode.collection(YamlNode.Kind.SEQUENCE, events), anchors));
          continue;
        }
        case MAPPING_START -> {
          open.push(anchored(YamlNode.collection(YamlNode.Kind.MAPPING, events), anchors));
          continue;
        }
        default -> node = open.pop();
      }
      YamlNode parent = open.peek();
      if (parent == null) {
        return node;
      }
      parent.children.add(node);
    }
  }

  private YamlNode anchored(YamlNode node, Map<String, YamlNode> anchors) {
    String anchor = events.anchor;
    if (anchor != null) {
      anchors.put(anchor, node);
    }
    return node;
  }

  private YamlNode alias(Map<String, YamlNode> anchors) {
    String name = events.anchor == null ? "" : events.anchor;
    YamlNode target = anchors.get(name);
    if (target == null) {
      throw new YamlException(
          YamlErrorCode.YAML_SYNTAX,
          "yaml: unknown anchor '" + name + "' referenced",
          events.line,
          events.column);
    }
    return YamlNode.alias(events, name, target);
  }
}
