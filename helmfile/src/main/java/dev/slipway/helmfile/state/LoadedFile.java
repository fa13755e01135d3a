package dev.slipway.helmfile.state;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A helmfile whose parts and bases are merged.
///
/// @param file its absolute path
/// @param directory the folder that its relative paths start from
/// @param fields its fields
/// @param environment the environment
/// @param renderedValues `.Values` of its releases
record LoadedFile(
    String file,
    String directory,
    SpecMap fields,
    EnvironmentValues environment,
    Map<String, @Nullable Object> renderedValues) {}
