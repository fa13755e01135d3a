package dev.slipway.release.fields;

import org.jspecify.annotations.Nullable;

/// A field that differs between two trees.
///
/// @param path where it is
/// @param before its value, which may be a whole tree; null when it was not there
/// @param after its value then; null when it is not there any more
public record FieldChange(FieldPath path, @Nullable Object before, @Nullable Object after) {}
