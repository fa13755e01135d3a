package dev.slipway.sandbox.api;

import dev.slipway.sandbox.access.UserInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// One request to the API server.
///
/// @param method the HTTP method
/// @param path the path, decoded, without the query
/// @param query the query's parameters, decoded
/// @param contentType the header `Content-Type`; may be empty
/// @param accept the header `Accept`; may be empty
/// @param userAgent the header `User-Agent`; may be empty
/// @param body the body; not to be changed
/// @param user who asks
@SuppressWarnings("ArrayRecordComponent") // a body is large, and read once
public record ApiRequest(
    String method,
    String path,
    Map<String, List<String>> query,
    String contentType,
    String accept,
    String userAgent,
    byte[] body,
    UserInfo user) {
  public ApiRequest {
    query = Map.copyOf(query);
  }

  /// A request in JSON without parameters.
  public static ApiRequest of(String method, String path, String body, UserInfo user) {
    return new ApiRequest(
        method,
        path,
        Map.of(),
        "application/json",
        "application/json",
        "",
        body.getBytes(StandardCharsets.UTF_8),
        user);
  }

  /// The first value of a parameter; empty if it is not there.
  public String parameter(String name) {
    List<String> values = query.get(name);
    return values == null || values.isEmpty() ? "" : values.getFirst();
  }

  /// Whether a parameter says yes as Go's `strconv.ParseBool` and an empty value do.
  public boolean flag(String name) {
    List<String> values = query.get(name);
    if (values == null || values.isEmpty()) {
      return false;
    }
    return switch (values.getFirst()) {
      case "0", "false", "False", "FALSE", "f", "F" -> false;
      default -> true;
    };
  }
}
