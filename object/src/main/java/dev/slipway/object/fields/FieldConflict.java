package dev.slipway.object.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A field that is to be applied, and has another owner and another value.
///
/// @param owner who owns it
/// @param path the field
public record FieldConflict(FieldOwner owner, FieldPath path) {
  /// What a cause of the API server's answer says; its field is the path.
  public String message() {
    return "conflict with " + owner;
  }

  /// What the API server says of all conflicts: `Apply failed with 1 conflict: conflict with
  /// "kubectl" using apps/v1: .spec.replicas`.
  public static String message(List<FieldConflict> conflicts) {
    if (conflicts.size() == 1) {
      FieldConflict only = conflicts.getFirst();
      return "Apply failed with 1 conflict: " + only.message() + ": " + only.path;
    }
    Map<FieldOwner, List<FieldConflict>> byOwner = new TreeMap<>();
    for (FieldConflict conflict : conflicts) {
      byOwner.computeIfAbsent(conflict.owner, _ -> new ArrayList<>()).add(conflict);
    }
    List<String> lines = new ArrayList<>();
    byOwner.forEach((owner, theirs) -> {
      lines.add("conflicts with " + owner + ":");
      theirs.forEach(conflict -> lines.add("- " + conflict.path));
    });
    return "Apply failed with " + conflicts.size() + " conflicts: " + String.join("\n", lines);
  }
}
