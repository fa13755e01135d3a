package dev.slipway.core;

/// A stable name for one kind of error; each module has one enum of them.
public interface ErrorCode {
  /// The stable identifier, such as `SLW-TPL-0007`; never reused for another meaning.
  String id();

  /// Who can do something about it.
  ErrorType type();
}
