package dev.slipway.chart.usage;

import dev.slipway.core.SourceLocation;

/// Where a user gives a value that no template reads.
///
/// @param value the value
/// @param layer the values file, or the flag
/// @param location in the file, the place of the key; for a flag, the flag as its name
public record UnreadPlace(UnreadValue value, ValueLayer layer, SourceLocation location) {}
