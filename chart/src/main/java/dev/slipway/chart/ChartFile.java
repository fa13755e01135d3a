package dev.slipway.chart;

import dev.slipway.core.GoStrings;
import org.jspecify.annotations.Nullable;

/// A file of a chart. Immutable; the bytes are shared and must not be changed by those who read
/// them. Safe to share between threads.
public final class ChartFile {
  private final String name;
  private final byte[] data;
  private volatile @Nullable String text;

  /// A file.
  ///
  /// @param name the path relative to the chart's folder, with `/` between its parts
  /// @param data the content, not copied
  public ChartFile(String name, byte[] data) {
    this.name = name;
    this.data = data;
  }

  /// A file with that text.
  public static ChartFile ofText(String name, String text) {
    return new ChartFile(name, GoStrings.toBytes(text));
  }

  /// The path relative to the chart's folder, with `/` between its parts.
  public String name() {
    return name;
  }

  /// The content; not a copy.
  public byte[] data() {
    return data;
  }

  /// The content as a Go string (see [GoStrings]); decoded once.
  public String text() {
    String known = text;
    if (known == null) {
      known = GoStrings.fromBytes(data);
      text = known;
    }
    return known;
  }

  /// The same content under another name.
  public ChartFile named(String newName) {
    ChartFile copy = new ChartFile(newName, data);
    copy.text = text;
    return copy;
  }

  @Override
  public String toString() {
    return name;
  }
}
