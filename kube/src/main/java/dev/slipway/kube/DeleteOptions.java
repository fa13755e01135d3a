package dev.slipway.kube;

/// How an object is deleted.
///
/// @param propagation what becomes of the objects that it owns
/// @param uid delete only the object of that identity; empty for any
/// @param dryRun whether nothing is deleted
public record DeleteOptions(Propagation propagation, String uid, boolean dryRun) {
  /// What becomes of the objects that a deleted one owns.
  public enum Propagation {
    /// They go later, by themselves.
    BACKGROUND("Background"),
    /// They go first.
    FOREGROUND("Foreground"),
    /// They stay.
    ORPHAN("Orphan");

    private final String text;

    Propagation(String text) {
      this.text = text;
    }

    /// The API's word for it.
    public String text() {
      return text;
    }
  }

  /// As Helm and kubectl delete: what it owns goes later.
  public static DeleteOptions background() {
    return new DeleteOptions(Propagation.BACKGROUND, "", false);
  }
}
