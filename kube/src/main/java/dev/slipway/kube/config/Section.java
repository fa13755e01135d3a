package dev.slipway.kube.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/// A named part of a kubeconfig.
///
/// @param file the file that has it, from whose folder relative paths start
/// @param name its name
/// @param content its fields
record Section(String file, String name, Map<?, ?> content) {
  /// The text of a field, or empty.
  String text(String key) {
    return content.get(key) instanceof String text ? text : "";
  }

  /// Whether a field is `true`.
  boolean flag(String key) {
    return Boolean.TRUE.equals(content.get(key));
  }

  /// A path as it is meant in that file.
  String path(String path) {
    int slash = file.lastIndexOf('/');
    return path.startsWith("/") || slash < 0 ? path : file.substring(0, slash + 1) + path;
  }

  /// What stands in the field `KEY-data` in base64, or in the file that the field `KEY` names;
  /// empty if there is neither.
  ///
  /// @throws dev.slipway.kube.KubeException if it cannot be read
  String data(KubeHost host, String key) {
    String inline = text(key + "-data");
    String named = text(key);
    try {
      if (!inline.isEmpty()) {
        return new String(Base64.getMimeDecoder().decode(inline), StandardCharsets.ISO_8859_1);
      }
      return named.isEmpty() ? "" : new String(host.read(path(named)), StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException e) {
      throw ConfigFaults.config(
          "the " + key + "-data of \"" + name + "\" is no base64", file, null, e);
    } catch (IOException e) {
      throw ConfigFaults.config(
          "the " + key + " of \"" + name + "\" cannot be read: " + path(named), file, null, e);
    }
  }
}
