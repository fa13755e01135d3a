package dev.slipway.kube;

/// The ways to describe a change of an object, without server-side apply.
public enum PatchType {
  JSON("application/json-patch+json"),
  MERGE("application/merge-patch+json"),
  STRATEGIC("application/strategic-merge-patch+json");

  private final String mediaType;

  PatchType(String mediaType) {
    this.mediaType = mediaType;
  }

  /// The media type that says so.
  public String mediaType() {
    return mediaType;
  }
}
