package dev.slipway.chart.dependency;

import dev.slipway.chart.ChartDependency;
import dev.slipway.chart.ChartDocuments;
import dev.slipway.chart.repository.Digests;
import dev.slipway.core.GoStrings;
import dev.slipway.yaml.Json;
import java.util.List;
import java.util.Map;

/// The checksums by which Helm sees that Chart.lock fits Chart.yaml: of both lists of dependencies
/// as Go writes them to JSON.
final class LockDigest {
  private LockDigest() {}

  /// The digest of dependencies and what they are locked to.
  static String of(List<ChartDependency> required, List<ChartDependency> locked) {
    return sha256(
        Json.write(
            List.of(ChartDocuments.dependencies(required), ChartDocuments.dependencies(locked))));
  }

  /// The digest that Helm 2 wrote, of the dependencies alone.
  static String ofHelm2(List<ChartDependency> required) {
    return sha256(Json.write(Map.of("dependencies", ChartDocuments.dependencies(required))));
  }

  private static String sha256(String json) {
    return "sha256:" + Digests.sha256(GoStrings.toBytes(json));
  }
}
