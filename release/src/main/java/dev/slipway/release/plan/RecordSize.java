package dev.slipway.release.plan;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartFile;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.values.DependencyProcessing;
import dev.slipway.chart.values.Warnings;
import dev.slipway.core.Diagnostic;
import dev.slipway.core.Severity;
import dev.slipway.release.ReleaseSource;
import dev.slipway.release.plan.Finding.Topic;
import dev.slipway.release.plan.Finding.Weight;
import dev.slipway.release.store.ApplyMethod;
import dev.slipway.release.store.NewRevision;
import dev.slipway.release.store.RecordRoom;
import dev.slipway.release.store.ReleaseStatus;
import dev.slipway.release.store.ReleaseStore;
import dev.slipway.release.store.StoredHook;
import dev.slipway.release.store.StoredRelease;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Foretells how much room the record of a revision takes: a Secret has 1 MiB.
final class RecordSize {
  /// What is smaller than this unpacked cannot be near the limit packed: base64 makes a third more,
  /// once within the record and once around it.
  private static final int SMALL = ReleaseStore.SECRET_LIMIT * 2 / 5;

  private RecordSize() {}

  /// What there is to say; null for a record that has room enough. Rollbacks store again what fits.
  static @Nullable Finding finding(ReleasePlan plan) {
    ReleaseSource source = plan.source();
    if (source == null || isSmall(plan, source)) {
      return null;
    }
    Diagnostic remark =
        RecordRoom.of(record(plan, source)).remark("the record of this revision").orElse(null);
    if (remark == null) {
      return null;
    }
    Weight weight = remark.severity() == Severity.ERROR ? Weight.FAILS : Weight.WARNING;
    return new Finding(
        weight,
        Topic.RECORD,
        null,
        remark.message(),
        Objects.requireNonNullElse(remark.hint(), ""));
  }

  private static boolean isSmall(ReleasePlan plan, ReleaseSource source) {
    long plain = plan.rendered().manifest().length();
    for (ChartFile file : source.chart().raw()) {
      plain += file.data().length;
    }
    return plain < SMALL;
  }

  private static StoredRelease record(ReleasePlan plan, ReleaseSource source) {
    Chart chart =
        new DependencyProcessing(HelmVersion.DEFAULT, new Warnings())
            .process(source.chart(), source.values());
    return StoredRelease.of(
        new NewRevision(
            plan.name(),
            plan.revision(),
            ReleaseStatus.PENDING_UPGRADE,
            "",
            Instant.EPOCH,
            Instant.EPOCH,
            0,
            plan.rendered().notes(),
            chart,
            source.values(),
            plan.rendered().manifest(),
            plan.rendered().hooks().stream().map(StoredHook::of).toList(),
            plan.settings().labels(),
            ApplyMethod.SERVER_SIDE));
  }
}
