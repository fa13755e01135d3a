package dev.slipway.object.fields;

import org.jspecify.annotations.Nullable;

/// Who set fields, and how.
///
/// @param name the field manager
/// @param operation how it set them
/// @param apiVersion of an update the version that it used; empty of an apply, which is the same
///   owner in all versions
/// @param subresource the part of the object that it wrote to, such as `status`; or empty
public record FieldOwner(String name, Operation operation, String apiVersion, String subresource)
    implements Comparable<FieldOwner> {
  /// How fields are set.
  public enum Operation {
    APPLY("Apply"),
    UPDATE("Update");

    private final String text;

    Operation(String text) {
      this.text = text;
    }

    /// As `managedFields` has it.
    public String text() {
      return text;
    }

    static @Nullable Operation of(String text) {
      return switch (text) {
        case "Apply" -> APPLY;
        case "Update" -> UPDATE;
        default -> null;
      };
    }
  }

  /// Who applies.
  public static FieldOwner applying(String name, String subresource) {
    return new FieldOwner(name.isEmpty() ? "unknown" : name, Operation.APPLY, "", subresource);
  }

  /// Who updates.
  public static FieldOwner updating(String name, String apiVersion, String subresource) {
    return new FieldOwner(
        name.isEmpty() ? "unknown" : name, Operation.UPDATE, apiVersion, subresource);
  }

  @Override
  public int compareTo(FieldOwner other) {
    int order = name.compareTo(other.name);
    if (order == 0) {
      order = operation.compareTo(other.operation);
    }
    if (order == 0) {
      order = apiVersion.compareTo(other.apiVersion);
    }
    return order == 0 ? subresource.compareTo(other.subresource) : order;
  }

  /// How messages of conflicts name it: `"kubectl-edit" using apps/v1`.
  @Override
  public String toString() {
    String text = "\"" + name + "\"";
    if (!subresource.isEmpty()) {
      text += " with subresource \"" + subresource + "\"";
    }
    return operation == Operation.UPDATE ? text + " using " + apiVersion : text;
  }
}
