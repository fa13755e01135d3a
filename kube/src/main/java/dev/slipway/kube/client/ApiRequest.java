package dev.slipway.kube.client;

import org.jspecify.annotations.Nullable;

/// A request to a cluster's API.
///
/// @param method the HTTP method
/// @param path the path with its query, from the server's address on
/// @param body what is sent, or null
/// @param mediaType what the body is
/// @param accept what the answer may be
/// @param work what it makes the cluster do
/// @param repeat when it may be sent again
record ApiRequest(
    String method,
    String path,
    @Nullable String body,
    String mediaType,
    String accept,
    Work work,
    Repeat repeat) {
  static final String JSON = "application/json";

  static ApiRequest get(String path, Work work) {
    return new ApiRequest("GET", path, null, "", JSON, work, Repeat.FREELY);
  }

  static ApiRequest send(String method, String path, String body, Work work, Repeat repeat) {
    return new ApiRequest(method, path, body, JSON, JSON, work, repeat);
  }

  ApiRequest as(String otherMediaType) {
    return new ApiRequest(method, path, body, otherMediaType, accept, work, repeat);
  }

  ApiRequest accepting(String other) {
    return new ApiRequest(method, path, body, mediaType, other, work, repeat);
  }
}
