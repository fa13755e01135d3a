package dev.slipway.helmfile.patch;

import dev.slipway.chart.values.ValueTrees;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Changes name, tag or digest of the images of a name.
///
/// @param image the images that are meant: a regular expression, as it is for Kustomize
/// @param newName their new name, or empty
/// @param newTag their new tag, or empty
/// @param tagSuffix what goes behind their tag, or empty
/// @param digest their new digest, or empty
/// @param fields where images stand besides all `containers` and `initContainers`
record ImageTransformer(
    Pattern image,
    String newName,
    String newTag,
    String tagSuffix,
    String digest,
    List<FieldSpec> fields)
    implements Transformer {
  /// What an entry of `images` or the `imageTag` of a transformer says.
  static ImageTransformer of(Map<?, ?> map, List<FieldSpec> fields) {
    String name = text(map, "name");
    try {
      Pattern image =
          Pattern.compile("^" + name + "(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$");
      return new ImageTransformer(
          image,
          text(map, "newName"),
          text(map, "newTag"),
          text(map, "tagSuffix"),
          text(map, "digest"),
          fields);
    } catch (PatternSyntaxException _) {
      throw KustomizeObjects.failed("malformed name of an image: " + name, null);
    }
  }

  private static String text(Map<?, ?> map, String key) {
    Object value = map.get(key);
    return value == null ? "" : value.toString();
  }

  @Override
  public void transform(KustomizeObjects objects) {
    for (KustomizeObject object : objects.all()) {
      if (object.kind().equals("CustomResourceDefinition")) {
        continue;
      }
      walk(object.tree());
      for (FieldSpec field : fields) {
        field.apply(
            object,
            FieldSpec.Made.NOTHING,
            found -> found instanceof String text ? changed(text) : found);
      }
    }
  }

  /// Finds lists of containers wherever they are.
  private void walk(@Nullable Object node) {
    if (node instanceof List<?> list) {
      list.forEach(this::walk);
    }
    if (node instanceof Map<?, ?> map) {
      map.forEach((key, value) -> {
        walk(value);
        if ((key.equals("containers") || key.equals("initContainers"))
            && value instanceof List<?> containers) {
          containers.forEach(this::container);
        }
      });
    }
  }

  private void container(@Nullable Object item) {
    Map<String, @Nullable Object> container = ValueTrees.table(item);
    if (container != null && container.get("image") instanceof String text) {
      container.put("image", changed(text));
    }
  }

  private String changed(String found) {
    if (!image.matcher(found).find()) {
      return found;
    }
    int from = Math.max(found.indexOf('/'), 0);
    int at = found.indexOf('@', from);
    int colon = found.indexOf(':', from);
    if (at >= 0 && colon > at) {
      colon = -1;
    }
    int end = at >= 0 ? at : found.length();
    String name = found.substring(0, colon >= 0 ? colon : end);
    String tag = colon >= 0 ? found.substring(colon + 1, end) : "";
    String oldDigest = at >= 0 ? found.substring(at + 1) : "";
    if (!newTag.isEmpty()) {
      tag = newTag;
      oldDigest = digest;
    } else if (!digest.isEmpty()) {
      tag = "";
      oldDigest = digest;
    } else if (!tagSuffix.isEmpty()) {
      tag += tagSuffix;
      oldDigest = "";
    }
    return (newName.isEmpty() ? name : newName)
        + (tag.isEmpty() ? "" : ":" + tag)
        + (oldDigest.isEmpty() ? "" : "@" + oldDigest);
  }
}
