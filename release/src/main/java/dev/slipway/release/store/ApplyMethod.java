package dev.slipway.release.store;

/// How the objects of a revision were written.
public enum ApplyMethod {
  /// By patches that the client works out: Helm 3, and Helm 4 on request.
  CLIENT_SIDE("csa"),
  /// By server-side apply: Helm 4.
  SERVER_SIDE("ssa");

  private final String text;

  ApplyMethod(String text) {
    this.text = text;
  }

  /// Helm's word for it.
  public String text() {
    return text;
  }

  /// The method of that word. Records of Helm 3 have none, which means client-side.
  public static ApplyMethod of(String text) {
    return text.equals(SERVER_SIDE.text) ? SERVER_SIDE : CLIENT_SIDE;
  }
}
