package dev.slipway.sandbox.api;

import dev.slipway.object.KubeObject;
import dev.slipway.sandbox.resource.ResourceType;
import dev.slipway.sandbox.status.ApiException;
import dev.slipway.sandbox.status.FieldError;
import dev.slipway.sandbox.status.GoQuote;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the bodies of requests.
final class Bodies {
  private static final int LARGEST = 3 * 1024 * 1024;

  private Bodies() {}

  /// The media type of a request, without parameters.
  static String mediaType(ApiRequest request) {
    String type = request.contentType();
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).trim().toLowerCase(Locale.ROOT);
  }

  /// The body as a text.
  ///
  /// @throws ApiException if it is larger than the API server takes
  static String text(ApiRequest request) {
    if (request.body().length > LARGEST) {
      throw ApiException.of(
          413, "RequestEntityTooLarge", "Request entity too large: limit is " + LARGEST, Map.of());
    }
    return new String(request.body(), StandardCharsets.UTF_8);
  }

  /// The object in the body.
  ///
  /// @throws ApiException if it cannot be read, or is not of the kind
  static Map<String, @Nullable Object> object(ApiRequest request, String apiVersion, String kind) {
    Map<String, @Nullable Object> tree = tree(request);
    KubeObject object = KubeObject.of(tree);
    if (object.apiVersion().isEmpty()) {
      tree.put("apiVersion", apiVersion);
    }
    if (object.kind().isEmpty()) {
      tree.put("kind", kind);
    }
    checkKind(KubeObject.of(tree), apiVersion, kind);
    return tree;
  }

  /// The object in the body of a request for a kind.
  ///
  /// @throws ApiException if it cannot be read, or is not of the kind
  static Map<String, @Nullable Object> object(ApiRequest request, ResourceType type) {
    if (type.custom() == null) {
      return object(request, type.apiVersion(), type.kind());
    }
    Map<String, @Nullable Object> tree = tree(request);
    tree.putIfAbsent("apiVersion", type.apiVersion());
    tree.putIfAbsent("kind", type.kind());
    KubeObject object = KubeObject.of(tree);
    if (!object.apiVersion().equals(type.apiVersion())) {
      throw ApiException.badRequest(
          "the API version in the data ("
              + object.apiVersion()
              + ") does not match the expected API version ("
              + type.apiVersion()
              + ")");
    }
    if (!object.kind().equals(type.kind())) {
      throw ApiException.invalid(
          type.group(),
          object.kind(),
          object.name(),
          List.of(FieldError.invalid("kind", object.kind(), "must be " + type.kind())));
    }
    return tree;
  }

  private static void checkKind(KubeObject object, String apiVersion, String kind) {
    if (object.apiVersion().equals(apiVersion) && object.kind().equals(kind)) {
      return;
    }
    String version = version(object.apiVersion());
    String group = apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
    throw ApiException.badRequest(
        object.kind()
            + " in version "
            + GoQuote.quote(version)
            + " cannot be handled as a "
            + kind
            + ": converting ("
            + version
            + "."
            + object.kind()
            + ") to ("
            + (group.isEmpty() ? "core" : firstLabel(group))
            + "."
            + kind
            + "): unknown conversion");
  }

  /// The name of the Go package of a group's internal types, by the rule that nearly all follow.
  private static String firstLabel(String group) {
    return group.contains(".") ? group.substring(0, group.indexOf('.')) : group;
  }

  private static String version(String apiVersion) {
    return apiVersion.substring(apiVersion.indexOf('/') + 1);
  }

  /// The body as a tree; an empty one is an empty tree.
  @SuppressWarnings("unchecked")
  static Map<String, @Nullable Object> tree(ApiRequest request) {
    String text = text(request);
    if (text.isBlank()) {
      return new LinkedHashMap<>();
    }
    Object value;
    try {
      value =
          switch (mediaType(request)) {
            case "", "application/json" -> Json.readExact(text);
            case "application/yaml", "application/x-yaml", "text/yaml" ->
                Json.readExact(Json.writeRaw(Yaml.read(text)));
            default -> throw unknownFormat();
          };
    } catch (YamlException e) {
      throw ApiException.badRequest(
          "couldn't get version/kind; json parse error: " + e.getMessage());
    }
    if (!(value instanceof Map)) {
      throw ApiException.badRequest(
          "couldn't get version/kind; json parse error: json: cannot unmarshal into Go value of"
              + " type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string"
              + " \"json:\\\"kind,omitempty\\\"\" }");
    }
    return (Map<String, @Nullable Object>) value;
  }

  private static ApiException unknownFormat() {
    return ApiException.unsupportedMediaType(
        "the body of the request was in an unknown format - accepted media types include:"
            + " application/json, application/yaml, application/vnd.kubernetes.protobuf");
  }
}
