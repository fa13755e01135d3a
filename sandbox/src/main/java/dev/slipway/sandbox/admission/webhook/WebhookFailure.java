package dev.slipway.sandbox.admission.webhook;

/// A webhook cannot be asked, or its answer is none.
final class WebhookFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param reason why, in Go's words
  WebhookFailure(String reason) {
    super(reason);
  }

  /// Why, in Go's words.
  String reason() {
    return String.valueOf(getMessage());
  }
}
