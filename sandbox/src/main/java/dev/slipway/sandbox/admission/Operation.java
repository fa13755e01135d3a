package dev.slipway.sandbox.admission;

/// What a write does.
public enum Operation {
  CREATE,
  UPDATE,
  DELETE
}
