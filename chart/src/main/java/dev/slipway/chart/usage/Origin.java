package dev.slipway.chart.usage;

import dev.slipway.core.SourceLocation;
import org.jspecify.annotations.Nullable;

/// A place that gives a value.
///
/// @param location in a file, the place of the key; for a flag, the flag as its name
/// @param value what it gives there
public record Origin(SourceLocation location, @Nullable Object value) {}
