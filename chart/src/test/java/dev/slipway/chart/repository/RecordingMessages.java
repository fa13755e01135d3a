package dev.slipway.chart.repository;

import dev.slipway.core.Diagnostic;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Remembers what an operation said.
public final class RecordingMessages implements Messages {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<String> warnings = new CopyOnWriteArrayList<>();

  @Override
  public void line(String text) {
    lines.add(text);
  }

  @Override
  public void warning(Diagnostic diagnostic) {
    warnings.add(diagnostic.message());
  }

  public List<String> lines() {
    return lines;
  }

  public List<String> warnings() {
    return warnings;
  }
}
