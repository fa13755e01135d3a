package dev.slipway.chart.loader;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartDependency;
import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.ChartFile;
import dev.slipway.chart.ChartLock;
import dev.slipway.chart.ChartMetadata;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.archive.ArchiveLimits;
import dev.slipway.chart.archive.ChartArchive;
import dev.slipway.chart.values.ValuesReader;
import dev.slipway.chart.values.Warnings;
import dev.slipway.core.GoStrings;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Loads charts from a folder, an archive or files in memory, by Helm's rules and with Helm's error
/// texts. Stateless.
public final class ChartLoader {
  private ChartLoader() {}

  /// Loads the chart in a folder or a .tgz file.
  ///
  /// @throws ChartException if it is missing or malformed
  public static Chart load(Path path) {
    return load(path, HelmVersion.DEFAULT, new Warnings());
  }

  /// Loads the chart in a folder or a .tgz file as that Helm does.
  ///
  /// @param warnings receives what Helm writes to its log
  /// @throws ChartException if it is missing or malformed
  public static Chart load(Path path, HelmVersion version, Warnings warnings) {
    if (!Files.exists(path)) {
      throw ChartException.of(
          ChartErrorCode.NOT_FOUND,
          "stat " + path + ": no such file or directory",
          "Give the path of a chart's folder or of a .tgz file.");
    }
    if (Files.isDirectory(path)) {
      return load(ChartFolder.read(path), version, warnings);
    }
    return load(ChartArchive.read(path, ArchiveLimits.of(version)), version, warnings);
  }

  /// Loads the chart in a folder or a .tgz file as the commands `template`, `package` and those
  /// that touch a cluster do: Helm 4 looks at the API version in Chart.yaml before all else.
  ///
  /// @param warnings receives what Helm writes to its log
  /// @throws ChartException if it is missing or malformed
  public static Chart loadDetected(Path path, HelmVersion version, Warnings warnings) {
    if (version.atLeast(HelmVersion.V4) && Files.exists(path)) {
      if (Files.isDirectory(path)) {
        ApiVersionCheck.folder(path);
        return ApiVersionCheck.rendered(load(path, version, warnings));
      }
      List<ChartFile> files = ChartArchive.read(path, ArchiveLimits.of(version));
      ApiVersionCheck.files(files);
      return ApiVersionCheck.rendered(load(files, version, warnings));
    }
    return load(path, version, warnings);
  }

  /// Loads the chart in a folder that is not on the disk, as the command `template` does.
  ///
  /// @param shown the folder's name in errors
  /// @param warnings receives what Helm writes to its log
  /// @throws ChartException if it is missing or malformed
  public static Chart loadDetected(
      FolderContent folder, String shown, HelmVersion version, Warnings warnings) {
    List<ChartFile> files = ContentReader.read(folder, shown);
    if (version.atLeast(HelmVersion.V4)) {
      ApiVersionCheck.files(files);
    }
    return load(files, version, warnings);
  }

  /// Loads a chart from its files, named relative to the chart's folder.
  ///
  /// @throws ChartException if it is malformed
  public static Chart load(List<ChartFile> files) {
    return load(files, HelmVersion.DEFAULT, new Warnings());
  }

  /// Loads a chart from its files as that Helm does.
  ///
  /// @param warnings receives what Helm writes to its log
  /// @throws ChartException if it is malformed
  public static Chart load(List<ChartFile> files, HelmVersion version, Warnings warnings) {
    return new Draft(version, warnings).load(files);
  }

  static byte[] withoutByteOrderMark(byte[] data) {
    boolean marked =
        data.length >= 3
            && data[0] == (byte) 0xEF
            && data[1] == (byte) 0xBB
            && data[2] == (byte) 0xBF;
    return marked ? Arrays.copyOfRange(data, 3, data.length) : data;
  }

  /// A chart while its files are sorted out.
  private static final class Draft {
    private final HelmVersion version;
    private final Warnings warnings;
    private final List<ChartFile> templates = new ArrayList<>();
    private final List<ChartFile> files = new ArrayList<>();
    private final Map<String, List<ChartFile>> subcharts = new LinkedHashMap<>();
    private final MetadataReader metadata;
    private boolean metadataSeen;
    private @Nullable Map<String, @Nullable Object> values;
    private @Nullable ChartFile schema;
    private @Nullable ChartLock lock;

    Draft(HelmVersion version, Warnings warnings) {
      this.version = version;
      this.warnings = warnings;
      this.metadata = new MetadataReader(version);
    }

    Chart load(List<ChartFile> all) {
      for (ChartFile file : all) {
        if (file.name().equals("Chart.yaml")) {
          readMetadata(file);
          if (metadata.text("apiVersion").isEmpty()) {
            metadata.setText("apiVersion", ChartMetadata.API_V1);
          }
        }
      }
      all.forEach(this::sort);
      if (!metadataSeen) {
        throw ChartException.of(
            ChartErrorCode.CHART_YAML_MISSING,
            "Chart.yaml file is missing",
            "Is this the chart's folder? 'slipway chart create NAME' makes a new chart.");
      }
      ChartMetadata checked = metadata.validated();
      return new Chart(
          all,
          checked.name(),
          checked,
          lock,
          templates,
          values,
          schema,
          files,
          loadSubcharts(checked.name()));
    }

    private void sort(ChartFile file) {
      switch (file.name()) {
        case "Chart.yaml" -> {}
        case "Chart.lock" -> readLock(file);
        case "values.yaml" -> values = readValues(file);
        case "values.schema.json" -> schema = file;
        case "requirements.yaml" -> {
          warnAboutRequirements(
              "Dependencies are handled in Chart.yaml since apiVersion \"v2\". We recommend"
                  + " migrating dependencies to Chart.yaml.");
          readMetadata(file);
          addIfVersion1(file);
        }
        case "requirements.lock" -> {
          readLock(file);
          metadataSeen = true;
          warnAboutRequirements(
              "Dependency locking is handled in Chart.lock since apiVersion \"v2\". We recommend"
                  + " migrating to Chart.lock.");
          addIfVersion1(file);
        }
        default -> sortByFolder(file);
      }
    }

    private void sortByFolder(ChartFile file) {
      String name = file.name();
      if (name.startsWith("templates/")) {
        templates.add(file);
      } else if (name.startsWith("charts/") && !name.endsWith(".prov")) {
        String inner = name.substring("charts/".length());
        int slash = inner.indexOf('/');
        subcharts
            .computeIfAbsent(slash < 0 ? inner : inner.substring(0, slash), _ -> new ArrayList<>())
            .add(file.named(inner));
      } else {
        files.add(file);
      }
    }

    private void readMetadata(ChartFile file) {
      metadataSeen = true;
      String error = metadata.read(document(file));
      if (error != null) {
        throw invalid(file, "error unmarshaling JSON: while decoding JSON: " + error, null);
      }
    }

    private void warnAboutRequirements(String text) {
      if (!metadata.text("apiVersion").equals(ChartMetadata.API_V1)) {
        warnings.add(ChartErrorCode.DEPRECATED, "Warning: " + text);
      }
    }

    private void addIfVersion1(ChartFile file) {
      if (metadata.text("apiVersion").equals(ChartMetadata.API_V1)) {
        files.add(file);
      }
    }

    private void readLock(ChartFile file) {
      Map<String, String> texts = new LinkedHashMap<>();
      List<@Nullable ChartDependency> found = new ArrayList<>();
      Object document = document(file);
      String error = MetadataReader.lockReader(version, texts, found).readDocument(document);
      if (error != null) {
        throw invalid(file, "error unmarshaling JSON: while decoding JSON: " + error, null);
      }
      List<ChartDependency> dependencies = new ArrayList<>();
      for (ChartDependency dependency : found) {
        if (dependency != null) {
          dependencies.add(dependency);
        }
      }
      lock =
          document == null
              ? null
              : new ChartLock(
                  texts.getOrDefault("generated", ""),
                  texts.getOrDefault("digest", ""),
                  dependencies);
    }

    private Map<String, @Nullable Object> readValues(ChartFile file) {
      try {
        return ValuesReader.read("values.yaml", file.text(), version);
      } catch (ChartException e) {
        throw e.prefixed("cannot load values.yaml: ");
      }
    }

    private static @Nullable Object document(ChartFile file) {
      try {
        return Yaml.readNumbers(file.text());
      } catch (YamlException e) {
        throw invalid(file, e.getMessage(), e);
      }
    }

    private static ChartException invalid(
        ChartFile file, @Nullable String problem, @Nullable Exception cause) {
      return new ChartException(
          ChartErrorCode.INVALID_CHART_FILE, "cannot load " + file.name() + ": " + problem, cause);
    }

    private List<Chart> loadSubcharts(String parent) {
      List<Chart> loaded = new ArrayList<>();
      List<String> names = new ArrayList<>(subcharts.keySet());
      names.sort(GoStrings.BYTE_ORDER);
      for (String name : names) {
        if (name.startsWith("_") || name.startsWith(".")) {
          continue;
        }
        List<ChartFile> found = subcharts.getOrDefault(name, List.of());
        if (name.endsWith(".tgz") && !found.getFirst().name().equals(name)) {
          throw new ChartException(
              ChartErrorCode.INVALID_CHART_FILE,
              "error unpacking subchart tar in "
                  + parent
                  + ": expected "
                  + name
                  + ", got "
                  + found.getFirst().name());
        }
        try {
          loaded.add(loadSubchart(name, found));
        } catch (ChartException e) {
          throw e.prefixed("error unpacking subchart " + name + " in " + parent + ": ");
        }
      }
      return loaded;
    }

    private Chart loadSubchart(String name, List<ChartFile> found) {
      if (name.endsWith(".tgz")) {
        byte[] archive = found.getFirst().data();
        return ChartLoader.load(
            ChartArchive.read(new ByteArrayInputStream(archive), ArchiveLimits.of(version)),
            version,
            warnings);
      }
      List<ChartFile> inner = new ArrayList<>(found.size());
      for (ChartFile file : found) {
        int slash = file.name().indexOf('/');
        if (slash >= 0) {
          inner.add(file.named(file.name().substring(slash + 1)));
        }
      }
      return ChartLoader.load(inner, version, warnings);
    }
  }
}
