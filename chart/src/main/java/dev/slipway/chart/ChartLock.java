package dev.slipway.chart;

import java.util.List;

/// Chart.lock or requirements.lock: the exact versions of a chart's dependencies.
///
/// @param generated when it was written, as RFC 3339 text; empty when not set
/// @param digest the checksum of the dependencies that it locks
/// @param dependencies the locked dependencies
public record ChartLock(String generated, String digest, List<ChartDependency> dependencies) {
  public ChartLock {
    dependencies = List.copyOf(dependencies);
  }
}
