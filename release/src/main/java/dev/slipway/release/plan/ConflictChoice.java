package dev.slipway.release.plan;

import dev.slipway.object.ObjectKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What becomes of fields that the release sets and someone else owns.
///
/// A field is named as the cluster names it in conflicts, such as `.spec.replicas`, and means all
/// that is in it, too; `Deployment:.spec.replicas` and `Deployment/web:.spec.replicas` mean that of
/// some objects only. Of several names that fit the longest counts.
///
/// @param otherwise the rule for all fields that `named` does not name
/// @param named rules for fields by their names
public record ConflictChoice(ConflictRule otherwise, Map<String, ConflictRule> named) {
  /// Nothing is taken without a word.
  public static final ConflictChoice STOP = of(ConflictRule.STOP);

  public ConflictChoice {
    named = Map.copyOf(named);
  }

  /// One rule for all fields.
  public static ConflictChoice of(ConflictRule rule) {
    return new ConflictChoice(rule, Map.of());
  }

  /// A copy with a rule for one more field.
  public ConflictChoice with(String field, ConflictRule rule) {
    Map<String, ConflictRule> more = new LinkedHashMap<>(named);
    more.put(field, rule);
    return new ConflictChoice(otherwise, more);
  }

  /// A copy that never stops: what nobody decided stays with its owner.
  public ConflictChoice goingOn() {
    return otherwise == ConflictRule.STOP ? new ConflictChoice(ConflictRule.KEEP, named) : this;
  }

  /// The rule for a field of an object.
  public ConflictRule rule(ObjectKey object, String field) {
    return explicit(object, field).orElse(otherwise);
  }

  /// The rule for a field that is named; empty for others.
  public Optional<ConflictRule> explicit(ObjectKey object, String field) {
    String best = null;
    for (String name : named.keySet()) {
      if (fits(name, object, field) && (best == null || name.length() > best.length())) {
        best = name;
      }
    }
    return best == null ? Optional.empty() : Optional.ofNullable(named.get(best));
  }

  private static boolean fits(String name, ObjectKey object, String field) {
    int colon = name.indexOf(":.");
    String place = colon < 0 ? "" : name.substring(0, colon);
    String path = colon < 0 ? name : name.substring(colon + 1);
    if (!path.startsWith(".")) {
      path = "." + path;
    }
    boolean isPlace =
        place.isEmpty() || place.equals(object.type().kind()) || place.equals(object.label());
    return isPlace
        && field.startsWith(path)
        && (field.length() == path.length() || ".[".indexOf(field.charAt(path.length())) >= 0);
  }
}
