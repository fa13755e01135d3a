package dev.slipway.chart.create;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartDocuments;
import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.ChartFile;
import dev.slipway.chart.ChartMetadata;
import dev.slipway.chart.archive.ChartWriter;
import dev.slipway.chart.loader.ChartLoader;
import dev.slipway.chart.repository.Messages;
import dev.slipway.core.AtomicFile;
import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.fmt.GoQuote;
import dev.slipway.yaml.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes a new chart's folder: what `helm create` does, with a starter of our own that satisfies
/// the restricted Pod Security Standard and lints clean.
public final class ChartCreation {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]+");
  private static final int MAX_NAME = 250;
  private static final String PLACEHOLDER = "<CHARTNAME>";

  /// The files of the built-in starter, in the order in which they are written.
  private static final List<String> STARTER =
      List.of(
          "Chart.yaml",
          "values.yaml",
          ".helmignore",
          "templates/ingress.yaml",
          "templates/httproute.yaml",
          "templates/deployment.yaml",
          "templates/service.yaml",
          "templates/serviceaccount.yaml",
          "templates/hpa.yaml",
          "templates/NOTES.txt",
          "templates/_helpers.tpl",
          "templates/tests/test-connection.yaml");

  private ChartCreation() {}

  /// Makes `folder`, whose last part is the chart's name. Files that are there already are
  /// replaced, with a warning; others stay.
  ///
  /// @param folder the chart's folder; the one that holds it must exist
  /// @param starter the folder or archive of a starter, or null for the built-in one
  /// @throws ChartException if the name is not usable, or a file cannot be written
  public static void create(Path folder, @Nullable Path starter, Messages messages) {
    Path target = folder.toAbsolutePath().normalize();
    Path fileName = target.getFileName();
    String name = fileName == null ? "" : fileName.toString();
    if (starter != null) {
      createFrom(name, target, starter);
      return;
    }
    checkName(name);
    checkTarget(target);
    for (String file : STARTER) {
      Path path = target.resolve(file);
      if (Files.exists(path)) {
        messages.line(
            "WARNING: File " + GoQuote.quote(path.toString()) + " already exists. Overwriting.");
      }
      write(path, resource(file).replace(PLACEHOLDER, name).getBytes(StandardCharsets.UTF_8));
    }
    makeFolder(target.resolve("charts"));
  }

  private static void checkName(String name) {
    if (name.isEmpty() || name.length() > MAX_NAME) {
      throw new ChartException(
          ChartErrorCode.INVALID_METADATA,
          "chart name must be between 1 and " + MAX_NAME + " characters");
    }
    if (!NAME.matcher(name).matches()) {
      throw new ChartException(
          ChartErrorCode.INVALID_METADATA,
          "chart name must match the regular expression \"^" + NAME.pattern() + "$\"");
    }
  }

  private static void checkTarget(Path target) {
    Path parent = target.getParent();
    if (parent == null || !Files.exists(parent)) {
      throw ChartException.of(
          ChartErrorCode.NOT_FOUND,
          "stat " + parent + ": no such file or directory",
          "make that folder first");
    }
    if (!Files.isDirectory(parent)) {
      throw new ChartException(ChartErrorCode.NOT_FOUND, "no such directory " + parent);
    }
    if (Files.exists(target) && !Files.isDirectory(target)) {
      throw new ChartException(
          ChartErrorCode.ALREADY_EXISTS,
          "file " + target + " already exists and is not a directory");
    }
  }

  private static String resource(String file) {
    String name = "starter/" + (file.startsWith(".") ? file.substring(1) : file);
    try (InputStream in = ChartCreation.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Takes over a starter's files with the new name; its metadata are left behind and its subcharts
  /// are archived, both as in Helm.
  private static void createFrom(String name, Path target, Path starter) {
    Chart source;
    try {
      source = ChartLoader.load(starter);
    } catch (ChartException e) {
      throw e.prefixed("could not load " + starter + ": ");
    }
    if (name.isEmpty() || name.equals("..")) {
      throw new ChartException(
          ChartErrorCode.INVALID_METADATA, GoQuote.quote(name) + " is not a valid chart name");
    }
    if (Files.exists(target) && !Files.isDirectory(target)) {
      throw new ChartException(
          ChartErrorCode.ALREADY_EXISTS,
          "file " + target + " already exists and is not a directory");
    }
    for (ChartFile file : filesOf(source, name)) {
      Path path = target.resolve(file.name()).normalize();
      if (path.startsWith(target)) {
        write(path, file.data());
      }
    }
    for (Chart subchart : source.subcharts()) {
      ChartWriter.write(subchart, target.resolve("charts"), ChartWriter.TIME);
    }
  }

  private static List<ChartFile> filesOf(Chart source, String name) {
    List<ChartFile> files = new ArrayList<>();
    files.add(
        ChartFile.ofText(
            "Chart.yaml", Yaml.write(ChartDocuments.metadata(firstMetadata(name), true))));
    for (ChartFile file : source.raw()) {
      if (file.name().equals("values.yaml")) {
        files.add(renamed(file, name));
      }
    }
    ChartFile schema = source.schema();
    if (schema != null) {
      files.add(schema.named("values.schema.json"));
    }
    source.templates().forEach(file -> files.add(renamed(file, name)));
    files.addAll(source.files());
    return files;
  }

  private static ChartFile renamed(ChartFile file, String name) {
    return file.text().contains(PLACEHOLDER)
        ? new ChartFile(file.name(), GoStrings.toBytes(file.text().replace(PLACEHOLDER, name)))
        : file;
  }

  private static ChartMetadata firstMetadata(String name) {
    ChartMetadata plain = ChartMetadata.named(name, "0.1.0");
    return new ChartMetadata(
        plain.name(),
        plain.home(),
        plain.sources(),
        plain.version(),
        "A Helm chart for Kubernetes",
        plain.keywords(),
        plain.maintainers(),
        plain.icon(),
        plain.apiVersion(),
        plain.condition(),
        plain.tags(),
        "0.1.0",
        plain.deprecated(),
        plain.annotations(),
        plain.kubeVersion(),
        plain.dependencies(),
        "application");
  }

  private static void write(Path path, byte[] content) {
    try {
      AtomicFile.write(path, content);
    } catch (IOException e) {
      throw new ChartException(
          ChartErrorCode.WRITE, "cannot write " + path + ": " + e.getMessage(), e);
    }
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ChartException(
          ChartErrorCode.WRITE, "cannot make " + folder + ": " + e.getMessage(), e);
    }
  }
}
