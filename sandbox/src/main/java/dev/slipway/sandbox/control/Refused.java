package dev.slipway.sandbox.control;

/// The API refused what a controller wanted to write. Controllers try again later, as real ones do.
public final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  /// A refusal with that HTTP status and the API's message.
  public Refused(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /// The HTTP status.
  public int status() {
    return status;
  }

  /// The API's message.
  String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  boolean isConflict() {
    return status == 409;
  }

  boolean isGone() {
    return status == 404;
  }
}
