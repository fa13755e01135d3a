package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import dev.slipway.yaml.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes pods, and names for what they are made from.
final class PodTemplate {
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

  private PodTemplate() {}

  /// A pod as an owner's template has it.
  ///
  /// @param name its name; ending in `-` the start of a generated one
  static Draft pod(KubeObject owner, Map<String, @Nullable Object> template, String name) {
    Map<String, @Nullable Object> metadata = Tree.asMap(template.get("metadata"));
    Draft draft = Draft.of(Kinds.POD, owner.namespace(), name);
    for (String part : List.of("labels", "annotations", "finalizers")) {
      if (metadata.get(part) != null) {
        draft.set(metadata.get(part), "metadata", part);
      }
    }
    return draft
        .set(List.of(reference(owner)), "metadata", "ownerReferences")
        .set(KubeObject.copyOf(Tree.asMap(template.get("spec"))), "spec");
  }

  /// The reference to the controller that owns an object.
  static Map<String, @Nullable Object> reference(KubeObject owner) {
    return Tree.map(
        "apiVersion",
        owner.apiVersion(),
        "kind",
        owner.kind(),
        "name",
        owner.name(),
        "uid",
        owner.uid(),
        "controller",
        true,
        "blockOwnerDeletion",
        true);
  }

  /// A name for a template: the same for the same content, in whatever order its keys are. (The
  /// real one hashes Go's print of the structs, which nobody outside can know; only that it is
  /// stable matters.)
  static String hash(Map<String, @Nullable Object> template, long collisions) {
    String text = Json.write(sorted(template)) + (collisions == 0 ? "" : "/" + collisions);
    int hash = 0x811c9dc5;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x01000193;
    }
    StringBuilder name = new StringBuilder(10);
    for (char digit : Integer.toUnsignedString(hash).toCharArray()) {
      name.append(ALPHABET.charAt(digit - '0' + 7));
    }
    return name.toString();
  }

  private static @Nullable Object sorted(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((key, item) -> sorted.put((String) key, sorted(item)));
        yield new LinkedHashMap<>(sorted);
      }
      case List<?> list -> list.stream().map(PodTemplate::sorted).toList();
      case null, default -> value;
    };
  }
}
