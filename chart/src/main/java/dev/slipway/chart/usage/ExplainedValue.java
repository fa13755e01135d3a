package dev.slipway.chart.usage;

import dev.slipway.core.SourceLocation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that is known about one value.
///
/// @param path its path
/// @param value what the templates see; null also for one that was removed
/// @param use whether it is read
/// @param setBy who gives it; null when nobody was found, as for what templates of dependencies
///   make
/// @param overrides who else gives a value there, to no effect, strongest first
/// @param readBy the places in templates and Chart.yaml that read it, by file and line
public record ExplainedValue(
    ValuePath path,
    @Nullable Object value,
    Use use,
    @Nullable Origin setBy,
    List<Origin> overrides,
    List<SourceLocation> readBy) {
  /// Whether a value is read.
  public enum Use {
    /// A template reads it, or Chart.yaml does.
    READ,
    /// No template reads it.
    UNREAD,
    /// It belongs to a subchart that is not there or switched off.
    INACTIVE,
    /// A null took it away.
    REMOVED,
    /// The analysis did not come to its end.
    UNKNOWN
  }

  public ExplainedValue {
    overrides = List.copyOf(overrides);
    readBy = List.copyOf(readBy);
  }
}
