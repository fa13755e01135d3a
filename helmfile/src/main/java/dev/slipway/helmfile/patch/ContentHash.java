package dev.slipway.helmfile.patch;

import dev.slipway.yaml.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The digest of a ConfigMap's or Secret's content that Kustomize puts behind its name, so that
/// what uses it restarts when it changes (api/hasher). Stateless.
final class ContentHash {
  private static final int LENGTH = 10;

  private ContentHash() {}

  /// The digest: ten letters and figures without vowels.
  static String of(KustomizeObject object) {
    Map<String, @Nullable Object> content = new TreeMap<>();
    Map<String, @Nullable Object> tree = object.tree();
    content.put("kind", object.kind());
    // Kustomize looks for one field called metadata/name, and finds none.
    content.put("name", "");
    content.put("data", tree.get("data") == null ? "" : tree.get("data"));
    String more = "binaryData";
    if (object.kind().equals("Secret")) {
      content.put("type", tree.get("type") == null ? "" : tree.get("type"));
      more = "stringData";
    }
    if (tree.get(more) instanceof Map<?, ?>) {
      content.put(more, tree.get(more));
    }
    return letters(digest(Json.write(content).strip()));
  }

  private static String digest(String text) {
    try {
      byte[] bytes =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String letters(String hex) {
    StringBuilder out = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      char c = hex.charAt(i);
      out.append(
          switch (c) {
            case '0' -> 'g';
            case '1' -> 'h';
            case '3' -> 'k';
            case 'a' -> 'm';
            case 'e' -> 't';
            default -> c;
          });
    }
    return out.toString();
  }
}
