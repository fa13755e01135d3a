package dev.slipway.kube.client;

import dev.slipway.core.GoStrings;
import java.net.http.HttpHeaders;

/// What a cluster answered.
final class ApiAnswer {
  private final int status;
  private final HttpHeaders headers;
  private final byte[] body;

  /// @param body the content, not compressed any more
  ApiAnswer(int status, HttpHeaders headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  int status() {
    return status;
  }

  boolean isGood() {
    return status >= 200 && status < 300;
  }

  HttpHeaders headers() {
    return headers;
  }

  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /// Whether it is an error of what was sent, though it is told as one of the cluster: server-side
  /// apply answers so when a value is not of its field's type.
  boolean isAboutContent() {
    return status == 500 && Refusal.isAboutContent(text());
  }

  String text() {
    return GoStrings.fromBytes(body);
  }
}
