package dev.slipway.release.diff;

import dev.slipway.core.GoStrings;
import dev.slipway.release.fields.FieldChange;
import dev.slipway.release.fields.FieldPath;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Hides the values in the trees of Secrets as [SecretData] does in texts. A value has the same
/// hash in `stringData` as in `data`.
final class SecretValues {
  private static final FieldPath DATA = FieldPath.of("data");

  private final SecretData hashes;
  private final boolean shows;

  /// @param shows whether nothing is hidden
  SecretValues(SecretData hashes, boolean shows) {
    this.hashes = hashes;
    this.shows = shows;
  }

  /// The tree of an object with its values hidden if it is a Secret.
  @Nullable Map<String, @Nullable Object> hide(
      String kind, @Nullable Map<String, @Nullable Object> tree) {
    if (tree == null || shows || !kind.equals("Secret")) {
      return tree;
    }
    Map<String, @Nullable Object> hidden = new LinkedHashMap<>(tree);
    hidden.computeIfPresent("data", (_, values) -> hideAll(values, true));
    hidden.computeIfPresent("stringData", (_, values) -> hideAll(values, false));
    return hidden;
  }

  /// A field's change with its values hidden if it is one of a Secret's.
  FieldChange hide(String kind, FieldChange change) {
    if (shows || !kind.equals("Secret")) {
      return change;
    }
    if (change.path().steps().isEmpty()) {
      return new FieldChange(change.path(), hideTree(change.before()), hideTree(change.after()));
    }
    return change.path().isWithin(DATA)
        ? new FieldChange(change.path(), hideAny(change.before()), hideAny(change.after()))
        : change;
  }

  @SuppressWarnings("unchecked")
  private @Nullable Object hideTree(@Nullable Object tree) {
    return tree instanceof Map<?, ?> map
        ? hide("Secret", (Map<String, @Nullable Object>) map)
        : tree;
  }

  private @Nullable Object hideAny(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> map -> hideAll(map, true);
      default -> hide(value, true);
    };
  }

  private Object hideAll(Object values, boolean isBase64) {
    if (!(values instanceof Map<?, ?> map)) {
      return hide(values, isBase64);
    }
    Map<String, @Nullable Object> hidden = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> hidden.put((String) key, value == null ? null : hide(value, isBase64)));
    return hidden;
  }

  private String hide(Object value, boolean isBase64) {
    String text = value.toString();
    if (isBase64) {
      try {
        text = GoStrings.fromBytes(Base64.getMimeDecoder().decode(text));
      } catch (IllegalArgumentException _) {
        // Not base64 after all: it is hidden as it stands.
        return hashes.shown(text);
      }
    }
    return hashes.shown(text);
  }
}
