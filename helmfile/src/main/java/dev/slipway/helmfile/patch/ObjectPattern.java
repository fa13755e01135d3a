package dev.slipway.helmfile.patch;

import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// The `target` of a JSON patch: the objects that it is for. Kind, name and the like are regular
/// expressions for the whole text, as in Kustomize; what is not stated fits all.
record ObjectPattern(
    @Nullable Pattern group,
    @Nullable Pattern version,
    @Nullable Pattern kind,
    @Nullable Pattern namespace,
    @Nullable Pattern name,
    String labels,
    String annotations) {
  static ObjectPattern of(Map<?, ?> target) {
    return new ObjectPattern(
        pattern(target.get("group")),
        pattern(target.get("version")),
        pattern(target.get("kind")),
        pattern(target.get("namespace")),
        pattern(target.get("name")),
        text(target.get("labelSelector")),
        text(target.get("annotationSelector")));
  }

  /// Whether an object fits; what it was called at first or in between counts too.
  boolean matches(KustomizeObject object) {
    boolean named = matches(object.id());
    for (ObjectId earlier : object.earlierIds()) {
      named |= matches(earlier);
    }
    return named
        && hasAll(labels, object.tree(), "labels")
        && hasAll(annotations, object.tree(), "annotations");
  }

  private boolean matches(ObjectId id) {
    return fits(group, id.group())
        && fits(version, id.version())
        && fits(kind, id.kind())
        && fits(namespace, id.namespace())
        && fits(name, id.name());
  }

  private static boolean hasAll(
      String selector, Map<String, @Nullable Object> object, String field) {
    if (selector.isEmpty()) {
      return true;
    }
    Map<?, ?> found =
        object.get("metadata") instanceof Map<?, ?> metadata
                && metadata.get(field) instanceof Map<?, ?> map
            ? map
            : Map.of();
    for (String part : selector.split(",", -1)) {
      int unequal = part.indexOf("!=");
      int equals = part.indexOf('=');
      boolean fits;
      if (unequal >= 0) {
        fits = !part.substring(unequal + 2).strip().equals(found.get(part.substring(0, unequal)));
      } else if (equals >= 0) {
        String value = part.substring(part.lastIndexOf('=') + 1).strip();
        fits = value.equals(found.get(part.substring(0, equals).strip()));
      } else {
        fits = found.containsKey(part.strip());
      }
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(@Nullable Pattern pattern, String text) {
    return pattern == null || pattern.matcher(text).matches();
  }

  private static @Nullable Pattern pattern(@Nullable Object value) {
    String text = text(value);
    try {
      return text.isEmpty() ? null : Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new HelmfileException(
          HelmfileErrorCode.PATCH, "malformed pattern in the target of a patch: " + text, e);
    }
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
