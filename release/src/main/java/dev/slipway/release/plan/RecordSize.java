package dev.slipway.release.plan;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartFile;
import dev.slipway.core.GoStrings;
import dev.slipway.release.ReleaseSource;
import dev.slipway.release.plan.Finding.Topic;
import dev.slipway.release.store.ReleaseStore;
import dev.slipway.yaml.Json;
import java.util.Base64;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/// Foretells how much room the record of a revision takes: a Secret has 1 MiB.
final class RecordSize {
  /// What is smaller than this unpacked cannot be near the limit packed: base64 makes a third more,
  /// once within the record and once around it.
  private static final int SMALL = ReleaseStore.SECRET_LIMIT * 2 / 5;

  private static final int WARN_PERCENT = 80;

  private RecordSize() {}

  /// What there is to say; null for a record that has room enough.
  static @Nullable Finding finding(ReleasePlan plan) {
    ReleaseSource source = plan.source();
    Chart chart = source == null ? null : source.chart();
    long plain = plan.rendered().manifest().length();
    if (chart != null) {
      for (ChartFile file : chart.raw()) {
        plain += file.data().length;
      }
    }
    if (plain < SMALL) {
      return null;
    }
    long percent = packed(plan, chart) * 100 / ReleaseStore.SECRET_LIMIT;
    if (percent < WARN_PERCENT) {
      return null;
    }
    String message =
        percent <= 100
            ? "the record of this revision will take about "
                + percent
                + " % of the room that a Secret has"
            : "the record of this revision would take about "
                + percent
                + " % of the room that a Secret has: files of the chart are left out of it";
    return Finding.warning(
        Topic.RECORD, null, message, "keep large files out of the chart with .helmignore");
  }

  private static long packed(ReleasePlan plan, @Nullable Chart chart) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      byte[] buffer = new byte[64 * 1024];
      long size = pack(deflater, GoStrings.toBytes(plan.rendered().manifest()), buffer);
      if (chart != null) {
        for (ChartFile file : chart.raw()) {
          size += pack(deflater, Base64.getEncoder().encode(file.data()), buffer);
        }
        size += pack(deflater, GoStrings.toBytes(Json.write(chart.values())), buffer);
      }
      deflater.finish();
      while (!deflater.finished()) {
        size += deflater.deflate(buffer);
      }
      return size * 4 / 3;
    } finally {
      deflater.end();
    }
  }

  private static long pack(Deflater deflater, byte[] data, byte[] buffer) {
    deflater.setInput(data);
    long size = 0;
    while (!deflater.needsInput()) {
      size += deflater.deflate(buffer);
    }
    return size;
  }
}
