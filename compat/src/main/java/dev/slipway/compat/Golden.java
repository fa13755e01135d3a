package dev.slipway.compat;

import org.jspecify.annotations.Nullable;

/// What Helm made of a job.
///
/// @param id the job's name
/// @param ok whether it succeeded
/// @param output what it printed
/// @param secondOutput what a second run printed, where that differs; null otherwise
/// @param error the error's text; empty when it succeeded
/// @param secondError the second run's error, where that differs; null otherwise
/// @param millis when it ran
record Golden(
    String id,
    boolean ok,
    String output,
    @Nullable String secondOutput,
    String error,
    @Nullable String secondError,
    long millis) {}
