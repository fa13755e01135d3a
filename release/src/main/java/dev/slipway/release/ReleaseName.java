package dev.slipway.release;

/// Which release of a cluster is meant.
///
/// @param namespace where its history is kept, and where its objects are unless they say otherwise
/// @param name its name
public record ReleaseName(String namespace, String name) {
  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
