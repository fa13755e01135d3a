package dev.slipway.kube.status;

import java.util.List;

/// What kubelet and containerd wrap around the cause of a failure: each layer says what it was
/// about to do, with the image's name again.
final class RuntimeWords {
  private static final List<String> LAYERS =
      List.of(
          "Back-off pulling image ",
          "ErrImagePull: ",
          "ImagePullBackOff: ",
          "rpc error: code = ",
          "Failed to pull image ",
          "failed to pull and unpack image ",
          "failed to resolve reference ",
          "failed to resolve image ",
          "failed to copy: ");

  private RuntimeWords() {}

  /// The cause without its layers: `rpc error: code = NotFound desc = failed to pull and unpack
  /// image "x": failed to resolve reference "x": x: not found` is `x: not found`. A layer with
  /// nothing in it stays.
  static String cause(String message) {
    String rest = message;
    while (true) {
      String inner = inner(rest);
      if (inner.isEmpty()) {
        return rest;
      }
      rest = inner;
    }
  }

  /// What a layer wraps, or empty if there is none.
  private static String inner(String text) {
    for (String layer : LAYERS) {
      if (text.startsWith(layer)) {
        if (layer.endsWith(": ")) {
          return text.substring(layer.length()).strip();
        }
        String separator = layer.endsWith("= ") ? " desc = " : "\": ";
        int at = text.indexOf(separator, layer.length());
        return at < 0 ? "" : text.substring(at + separator.length()).strip();
      }
    }
    return "";
  }
}
