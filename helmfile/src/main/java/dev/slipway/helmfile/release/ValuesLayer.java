package dev.slipway.helmfile.release;

/// One of the values files that helmfile hands to Helm.
///
/// @param name for people: the file's path, or the place of inline values in the release
/// @param text its content, templates rendered and secrets decrypted
/// @param secret whether its content must not be shown
public record ValuesLayer(String name, String text, boolean secret) {
  @Override
  public String toString() {
    return "ValuesLayer[" + name + "]";
  }
}
