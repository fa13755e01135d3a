package dev.slipway.release.apply;

import dev.slipway.object.KubeObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Gives objects with `generateName` their name before they are sent, in the form that the API
/// server gives them. With a name a request whose answer was lost can be sent again: without one
/// nobody knows whether it was done, and a hook would run twice or not at all.
final class GeneratedName {
  /// Kubernetes' own: no vowels and nothing that looks alike, so that no words come out.
  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

  private static final int LENGTH = 5;
  private static final int LONGEST_BASE = 63 - LENGTH;

  private GeneratedName() {}

  /// Whether it has none yet.
  static boolean isWanted(KubeObject object) {
    return object.name().isEmpty() && !object.text("metadata", "generateName").isEmpty();
  }

  /// The object with a name; the same if it has one.
  static KubeObject in(KubeObject object) {
    if (!isWanted(object)) {
      return object;
    }
    String base = object.text("metadata", "generateName");
    StringBuilder name =
        new StringBuilder(base.substring(0, Math.min(base.length(), LONGEST_BASE)));
    for (int i = 0; i < LENGTH; i++) {
      name.append(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())));
    }
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>(object.map("metadata"));
    metadata.put("name", name.toString());
    Map<String, @Nullable Object> tree = new LinkedHashMap<>(object.tree());
    tree.put("metadata", metadata);
    return KubeObject.of(tree);
  }
}
