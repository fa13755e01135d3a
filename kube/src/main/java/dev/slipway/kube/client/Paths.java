package dev.slipway.kube.client;

import dev.slipway.kube.ApiResource;
import dev.slipway.kube.ListOptions;
import dev.slipway.kube.WriteOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Where things are in a cluster's API.
final class Paths {
  private Paths() {}

  /// All objects of a kind.
  ///
  /// @param namespace empty for all of them
  static String collection(ApiResource resource, String namespace) {
    StringBuilder path = new StringBuilder();
    String group = resource.type().group();
    path.append(group.isEmpty() ? "/api/" : "/apis/" + group + "/");
    path.append(resource.type().version());
    if (resource.namespaced() && !namespace.isEmpty()) {
      path.append("/namespaces/").append(escape(namespace));
    }
    return path.append('/').append(resource.plural()).toString();
  }

  /// One object.
  static String object(ApiResource resource, String namespace, String name) {
    return collection(resource, namespace) + "/" + escape(name);
  }

  /// Puts a query together.
  static final class Query {
    private final StringBuilder text = new StringBuilder();

    /// Adds a parameter, unless the value is empty.
    Query with(String name, String value) {
      if (!value.isEmpty()) {
        text.append(text.isEmpty() ? '?' : '&').append(name).append('=').append(escape(value));
      }
      return this;
    }

    Query with(ListOptions options) {
      return with("labelSelector", options.labelSelector())
          .with("fieldSelector", options.fieldSelector());
    }

    Query with(WriteOptions options) {
      return with("fieldManager", options.fieldManager())
          .with("dryRun", options.dryRun() ? "All" : "")
          .with(
              "fieldValidation",
              options.validation() == WriteOptions.Validation.WARN
                  ? ""
                  : options.validation().text());
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }

  static String escape(String part) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
      if (!plain) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
      }
    }
    return part;
  }
}
