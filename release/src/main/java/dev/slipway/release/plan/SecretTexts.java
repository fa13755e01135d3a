package dev.slipway.release.plan;

import dev.slipway.core.GoStrings;
import dev.slipway.object.KubeObject;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A Secret's `stringData`: who writes it never reads it back, since the API keeps it in `data`.
final class SecretTexts {
  private static final String TEXTS = "stringData";
  private static final String DATA = "data";

  private SecretTexts() {}

  private static boolean hasTexts(KubeObject object) {
    return object.kind().equals("Secret") && object.get(TEXTS) instanceof Map<?, ?>;
  }

  /// The tree as the API keeps it.
  static Map<String, @Nullable Object> stored(KubeObject object) {
    if (!hasTexts(object)) {
      return object.tree();
    }
    Map<String, @Nullable Object> data = new LinkedHashMap<>(object.map(DATA));
    object
        .texts(TEXTS)
        .forEach((key, text) ->
            data.put(key, Base64.getEncoder().encodeToString(GoStrings.toBytes(text))));
    Map<String, @Nullable Object> tree = new LinkedHashMap<>(object.tree());
    tree.remove(TEXTS);
    tree.put(DATA, data);
    return tree;
  }

  /// The tree of a live Secret with its data as texts too, where `desired` has texts.
  static Map<String, @Nullable Object> readable(KubeObject live, KubeObject desired) {
    if (!hasTexts(desired)) {
      return live.tree();
    }
    Map<String, @Nullable Object> texts = new LinkedHashMap<>(live.map(TEXTS));
    live.texts(DATA)
        .forEach((key, value) -> {
          try {
            texts.put(key, GoStrings.fromBytes(Base64.getDecoder().decode(value)));
          } catch (IllegalArgumentException _) {
            // Not base64 after all: it is no text that could be asked for.
            texts.remove(key);
          }
        });
    Map<String, @Nullable Object> tree = new LinkedHashMap<>(live.tree());
    tree.put(TEXTS, texts);
    return tree;
  }
}
