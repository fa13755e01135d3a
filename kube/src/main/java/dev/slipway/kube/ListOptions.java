package dev.slipway.kube;

/// Which objects are wanted.
///
/// @param labelSelector such as `app=web,tier!=db`; empty for all
/// @param fieldSelector such as `metadata.name=web`; empty for all
public record ListOptions(String labelSelector, String fieldSelector) {
  /// All objects.
  public static final ListOptions ALL = new ListOptions("", "");

  /// Those with these labels.
  public static ListOptions labelled(String selector) {
    return new ListOptions(selector, "");
  }
}
