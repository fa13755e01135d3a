package dev.slipway.helmfile.template;

/// What `get` fails with when there is no such value; `getOrNil` gives nil then.
final class NoValueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoValueException(String message) {
    super(message, null, false, false);
  }
}
