package dev.slipway.chart.api;

import dev.slipway.core.Severity;
import org.jspecify.annotations.Nullable;

/// One thing that a Kubernetes version would complain about. Plain data.
///
/// @param file the template that the object comes from (`# Source:`), or empty
/// @param line where it stands in the manifest, 1-based
/// @param object such as `Deployment web`, with its namespace when it states one
/// @param path the field, such as `spec.replicas`; empty for the whole object
/// @param severity an error when the API server would refuse the object, else a warning
/// @param message what is wrong
/// @param hint what to do, when known
public record ApiFinding(
    String file,
    int line,
    String object,
    String path,
    Severity severity,
    String message,
    @Nullable String hint) {}
