package dev.slipway.cli.command;

import dev.slipway.chart.ChartException;
import dev.slipway.chart.usage.ChartUse;
import dev.slipway.chart.usage.UnreadReport;
import dev.slipway.core.Diagnostic;
import dev.slipway.core.Severity;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Looks for values that no template reads while the chart is rendered, so that nobody waits for
/// it.
final class UnreadWatch {
  private final FutureTask<List<Diagnostic>> task;

  private UnreadWatch(ChartUse use) {
    task = new FutureTask<>(() -> UnreadReport.of(use, Severity.WARNING));
  }

  /// Begins to look.
  ///
  /// @param use what to look at; its values have been read
  static UnreadWatch begin(ChartUse use) {
    UnreadWatch watch = new UnreadWatch(use);
    Thread.ofPlatform().name("unread values").daemon().start(watch.task);
    return watch;
  }

  /// What was found. If the chart is malformed that is nothing: rendering has said so.
  List<Diagnostic> warnings() {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ChartException) {
        return List.of();
      }
      throw new IllegalStateException("looking for unread values failed", e.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
