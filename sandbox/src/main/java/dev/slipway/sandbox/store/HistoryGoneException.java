package dev.slipway.sandbox.store;

/// Someone asks for changes since a version whose history is no longer kept.
public final class HistoryGoneException extends Exception {
  private static final long serialVersionUID = 1L;

  private final long asked;
  private final long oldest;

  HistoryGoneException(long asked, long oldest) {
    super(null, null, false, false);
    this.asked = asked;
    this.oldest = oldest;
  }

  /// Kubernetes' words for it.
  public String text() {
    return "too old resource version: " + asked + " (" + oldest + ")";
  }

  @Override
  public String getMessage() {
    return text();
  }

  /// The version that was asked for.
  public long asked() {
    return asked;
  }

  /// The oldest version that can be asked for.
  public long oldest() {
    return oldest;
  }
}
