package dev.slipway.cli.option;

/// A flag's value that does not have the form the flag wants; the message says why, as Go does.
final class InvalidValueException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidValueException(String message) {
    super(message);
  }
}
