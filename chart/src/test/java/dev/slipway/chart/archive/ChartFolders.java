package dev.slipway.chart.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes charts for tests.
public final class ChartFolders {
  private ChartFolders() {}

  /// Writes a file and the folders above it.
  public static Path write(Path folder, String name, String content) {
    Path file = folder.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Makes a chart with one template.
  public static Path chart(Path parent, String name, String version, String moreMetadata) {
    Path folder = parent.resolve(name);
    write(
        folder,
        "Chart.yaml",
        "apiVersion: v2\nname: " + name + "\nversion: " + version + "\n" + moreMetadata);
    write(folder, "values.yaml", "# comment\nkey: value\n");
    write(folder, "templates/map.yaml", "kind: ConfigMap\n");
    return folder;
  }

  /// Makes an archive of a small chart.
  public static byte[] archive(String name, String version) {
    return new TarBuilder()
        .file(
            name + "/Chart.yaml", "apiVersion: v2\nname: " + name + "\nversion: " + version + "\n")
        .gzip();
  }
}
