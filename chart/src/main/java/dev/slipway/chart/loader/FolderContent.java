package dev.slipway.chart.loader;

import java.io.IOException;
import java.util.List;

/// A chart's folder that is not on the disk, such as one of a Git revision. Paths are relative to
/// the folder, with `/` between their parts; links are followed.
public interface FolderContent {
  /// An entry of a folder.
  ///
  /// @param name its name, without the folder's
  /// @param folder whether it is itself a folder
  record Entry(String name, boolean folder) {}

  /// The entries of a folder; empty names the chart's own.
  ///
  /// @throws IOException if it cannot be read
  List<Entry> list(String folder) throws IOException;

  /// The bytes of a file.
  ///
  /// @throws IOException if it cannot be read
  byte[] read(String file) throws IOException;
}
