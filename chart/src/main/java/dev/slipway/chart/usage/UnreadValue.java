package dev.slipway.chart.usage;

import org.jspecify.annotations.Nullable;

/// A value that no template can read.
///
/// @param path its path; all that is inside is unread too
/// @param nearest the path of a value that a template does read and that was probably meant
public record UnreadValue(ValuePath path, @Nullable ValuePath nearest) {}
