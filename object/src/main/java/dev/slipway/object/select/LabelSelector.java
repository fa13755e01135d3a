package dev.slipway.object.select;

import dev.slipway.core.GoStrings;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectErrorCode;
import dev.slipway.object.ObjectException;
import dev.slipway.yaml.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which objects are meant, by their labels: k8s.io/apimachinery/pkg/labels. Immutable.
public final class LabelSelector {
  /// All objects.
  public static final LabelSelector EVERYTHING = new LabelSelector(List.of(), false);

  /// No object.
  public static final LabelSelector NOTHING = new LabelSelector(List.of(), true);

  private final List<LabelRequirement> requirements;
  private final boolean nothing;

  private LabelSelector(List<LabelRequirement> requirements, boolean nothing) {
    this.requirements = requirements;
    this.nothing = nothing;
  }

  private static LabelSelector sorted(List<LabelRequirement> requirements) {
    if (requirements.isEmpty()) {
      return EVERYTHING;
    }
    requirements.sort((a, b) -> GoStrings.compare(a.key(), b.key()));
    return new LabelSelector(List.copyOf(requirements), false);
  }

  /// Reads the form of query parameters and command lines: `app=web,tier in (a,b),!old`. An empty
  /// text means all objects.
  ///
  /// @throws ObjectException with the API server's text
  public static LabelSelector parse(String text) {
    return text.isEmpty() ? EVERYTHING : sorted(LabelSelectorParser.parse(text));
  }

  /// Reads the form of objects: `matchLabels` and `matchExpressions`. Null means no object, an
  /// empty map all of them, as `LabelSelectorAsSelector` has it.
  ///
  /// @throws ObjectException if an expression is not as it must be
  public static LabelSelector of(@Nullable Map<String, @Nullable Object> selector) {
    if (selector == null) {
      return NOTHING;
    }
    KubeObject fields = KubeObject.of(selector);
    List<LabelRequirement> requirements = new ArrayList<>();
    fields
        .texts("matchLabels")
        .forEach((key, value) ->
            requirements.add(
                new LabelRequirement(key, LabelRequirement.Operator.EQUALS, List.of(value))));
    for (Map<String, @Nullable Object> expression : fields.maps("matchExpressions")) {
      requirements.add(expression(KubeObject.of(expression)));
    }
    return sorted(requirements);
  }

  private static LabelRequirement expression(KubeObject expression) {
    String operator = expression.text("operator");
    List<String> values = new ArrayList<>();
    for (Object value : expression.list("values")) {
      if (value instanceof String text) {
        values.add(text);
      }
    }
    return new LabelRequirement(
        expression.text("key"),
        switch (operator) {
          case "In" -> LabelRequirement.Operator.IN;
          case "NotIn" -> LabelRequirement.Operator.NOT_IN;
          case "Exists" -> LabelRequirement.Operator.EXISTS;
          case "DoesNotExist" -> LabelRequirement.Operator.ABSENT;
          default ->
              throw new ObjectException(
                  ObjectErrorCode.SELECTOR,
                  Json.writeRaw(operator) + " is not a valid label selector operator");
        },
        values);
  }

  /// Those with all of these labels, as a Service's `selector` means it. An empty map means all
  /// objects.
  public static LabelSelector labels(Map<String, String> labels) {
    List<LabelRequirement> requirements = new ArrayList<>();
    labels.forEach((key, value) ->
        requirements.add(
            new LabelRequirement(key, LabelRequirement.Operator.EQUALS, List.of(value))));
    return sorted(requirements);
  }

  /// Whether an object with these labels is meant.
  public boolean matches(Map<String, String> labels) {
    if (nothing) {
      return false;
    }
    for (LabelRequirement requirement : requirements) {
      if (!requirement.matches(labels)) {
        return false;
      }
    }
    return true;
  }

  /// Whether all objects are meant.
  public boolean isEmpty() {
    return requirements.isEmpty() && !nothing;
  }

  /// What it asks for, by key.
  public List<LabelRequirement> requirements() {
    return requirements;
  }

  /// The one value that a label must have, if there is one: what an index can look up.
  public Optional<String> exact(String key) {
    for (LabelRequirement requirement : requirements) {
      if (requirement.key().equals(key)) {
        return switch (requirement.operator()) {
          case EQUALS, DOUBLE_EQUALS, IN ->
              requirement.values().size() == 1
                  ? Optional.of(requirement.values().getFirst())
                  : Optional.empty();
          case NOT_EQUALS, NOT_IN, EXISTS, ABSENT, GREATER, LESS -> Optional.empty();
        };
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LabelSelector selector
        && selector.nothing == nothing
        && selector.requirements.equals(requirements);
  }

  @Override
  public int hashCode() {
    return requirements.hashCode();
  }

  /// The form of query parameters.
  @Override
  public String toString() {
    List<String> texts = new ArrayList<>();
    for (LabelRequirement requirement : requirements) {
      texts.add(requirement.toString());
    }
    return String.join(",", texts);
  }
}
