package dev.slipway.yaml;

import org.jspecify.annotations.Nullable;

/// A scalar that is no string, together with how it is written: a field of a Go struct that is a
/// string takes the text.
///
/// @param text as it is written
/// @param value what it means
public record PlainScalar(String text, @Nullable Object value) {}
