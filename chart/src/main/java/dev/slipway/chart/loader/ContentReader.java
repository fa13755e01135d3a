package dev.slipway.chart.loader;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.ChartFile;
import dev.slipway.core.GoStrings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads the files of a chart's folder in the order in which Helm walks it, as [ChartFolder] does
/// from the disk. Used once.
final class ContentReader {
  private static final int MAX_DEPTH = 64;

  private final FolderContent content;
  private final String shown;
  private final IgnoreRules rules;
  private final List<ChartFile> files = new ArrayList<>();
  private long remaining = ChartFolder.MAX_BYTES;

  private ContentReader(FolderContent content, String shown, IgnoreRules rules) {
    this.content = content;
    this.shown = shown;
    this.rules = rules;
  }

  /// The files of the folder.
  ///
  /// @param shown the folder's name in errors
  /// @throws ChartException if a file cannot be read, or all are too large
  static List<ChartFile> read(FolderContent content, String shown) {
    try {
      boolean hasRules =
          content.list("").stream().anyMatch(e -> e.name().equals(IgnoreRules.FILE_NAME));
      IgnoreRules rules =
          hasRules
              ? IgnoreRules.parse(content.read(IgnoreRules.FILE_NAME))
              : IgnoreRules.defaults();
      ContentReader reader = new ContentReader(content, shown, rules);
      reader.walk("", 0);
      return reader.files;
    } catch (IOException e) {
      throw new ChartException(
          ChartErrorCode.READ, "error reading " + shown + ": " + e.getMessage(), e);
    }
  }

  private void walk(String folder, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw ChartException.of(
          ChartErrorCode.LINK_LEADS_OUTSIDE,
          "symbolic links form a cycle at " + shown + "/" + folder,
          "Remove the link: it leads to a folder that holds it.");
    }
    List<FolderContent.Entry> entries = new ArrayList<>(content.list(folder));
    entries.sort((a, b) -> GoStrings.BYTE_ORDER.compare(a.name(), b.name()));
    for (FolderContent.Entry entry : entries) {
      String path = folder.isEmpty() ? entry.name() : folder + "/" + entry.name();
      if (rules.ignores(path, entry.folder())) {
        continue;
      }
      if (entry.folder()) {
        walk(path, depth + 1);
      } else {
        add(path);
      }
    }
  }

  private void add(String path) throws IOException {
    byte[] data = content.read(path);
    remaining -= data.length;
    if (remaining < 0) {
      throw ChartException.of(
          ChartErrorCode.CHART_TOO_LARGE,
          "error reading "
              + path
              + ": chart exceeds maximum decompressed size of "
              + ChartFolder.MAX_BYTES
              + " bytes",
          "Name what does not belong to the chart in .helmignore.");
    }
    files.add(new ChartFile(path, ChartLoader.withoutByteOrderMark(data)));
  }
}
