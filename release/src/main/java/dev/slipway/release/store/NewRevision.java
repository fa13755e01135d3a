package dev.slipway.release.store;

import dev.slipway.chart.Chart;
import dev.slipway.release.ReleaseName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a new revision is made of.
///
/// @param name the release
/// @param revision its number, from 1
/// @param status its state
/// @param description one line on it
/// @param firstDeployed when the release came onto the cluster
/// @param lastDeployed now
/// @param rollbackRevision the revision that it brings back; 0 for none
/// @param notes the rendered NOTES.txt
/// @param chart the chart
/// @param values the user's values
/// @param manifest the rendered objects, as `helm get manifest` shows them
/// @param hooks the rendered hooks
/// @param labels the user's labels of the record
/// @param method how its objects are written
public record NewRevision(
    ReleaseName name,
    int revision,
    ReleaseStatus status,
    String description,
    Instant firstDeployed,
    Instant lastDeployed,
    int rollbackRevision,
    String notes,
    Chart chart,
    Map<String, @Nullable Object> values,
    String manifest,
    List<StoredHook> hooks,
    Map<String, String> labels,
    ApplyMethod method) {
  public NewRevision {
    hooks = List.copyOf(hooks);
    labels = Map.copyOf(labels);
  }
}
