package dev.slipway.chart.render;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.core.GoStrings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Writes manifests to one file per template, as `helm template --output-dir` does. Used once.
final class OutputFolder {
  private final Path folder;
  private final String folderText;
  private final String subfolder;
  private final Consumer<String> output;
  private final UnaryOperator<String> filter;
  private final Set<String> written = new HashSet<>();

  OutputFolder(TemplateSettings settings, String release, Consumer<String> output) {
    this.folder = Objects.requireNonNull(settings.outputFolder());
    this.folderText = settings.outputFolderText();
    this.subfolder = settings.releaseFolder() ? "/" + release : "";
    this.output = output;
    this.filter = settings.written();
  }

  /// Writes a manifest, or adds it to a file that was written before.
  void write(String name, String content) {
    writeTo(subfolder, name, content);
  }

  /// Writes a file of `crds/`: Helm puts these beside the release's folder.
  void writeCrd(String name, String content) {
    writeTo("", name, content);
  }

  private void writeTo(String inside, String name, String content) {
    StringBuilder text = new StringBuilder();
    TemplateAction.append(text, name, content);
    String relative = inside + "/" + name;
    Path file = folder.resolve(relative.substring(1)).normalize();
    if (!file.startsWith(folder.normalize())) {
      throw new ChartException(
          ChartErrorCode.WRITE, "refusing to write " + name + " outside of " + folderText);
    }
    boolean first = written.add(relative);
    try {
      Path parent = file.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.write(file, GoStrings.toBytes(filter.apply(text.toString())), options(first));
    } catch (IOException e) {
      throw new ChartException(ChartErrorCode.WRITE, "open " + file + ": " + e.getMessage(), e);
    }
    output.accept("wrote " + folderText + relative + "\n");
  }

  private static OpenOption[] options(boolean first) {
    return first
        ? new OpenOption[] {
          StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE
        }
        : new OpenOption[] {StandardOpenOption.CREATE, StandardOpenOption.APPEND};
  }
}
