package dev.slipway.gotemplate.exec;

/// How a statement ended.
enum Flow {
  NEXT,
  BREAK,
  CONTINUE
}
